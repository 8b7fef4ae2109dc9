"""The door for files: a clean name, an allowed kind, the content the name promises."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sanxin.kernel.attachments import content, pictures
from sanxin.kernel.attachments.kinds import KINDS, WORDS, Kind
from sanxin.kernel.refusals import Refused

LONGEST_NAME = 120


@dataclass(frozen=True)
class Examined:
    """An upload that may be kept; `picture` is what a photograph became."""

    upload: "UploadedFile[bytes]"
    name: str
    kind: Kind
    picture: bytes = b""
    thumbnail: bytes = b""

    @property
    def size(self) -> int:
        return len(self.picture) or self.upload.size or 0

    def chunks(self) -> Iterable[bytes]:
        if self.picture:
            return [self.picture]
        self.upload.seek(0)
        return self.upload.chunks()


def examine(upload: "UploadedFile[bytes]") -> Examined:
    """Look at an upload, once however often it is asked. Raises Refused with a sentence that names the file."""
    known: Examined | Refused | None = getattr(upload, "examined", None)
    if known is None:
        known = _verdict(upload)
        upload.examined = known  # type: ignore[attr-defined]
    if isinstance(known, Refused):
        raise known
    return known


def _verdict(upload: "UploadedFile[bytes]") -> Examined | Refused:
    name = clean_name(upload.name or "")
    try:
        return _examined(upload, name)
    except Refused as refusal:
        words = _("“%(name)s”：%(why)s") % {"name": name, "why": refusal.sentence}
        return Refused(refusal.code, words, field=refusal.field)


def _examined(upload: "UploadedFile[bytes]", name: str) -> Examined:
    _check_size(upload.size or 0)
    kind = _kind(upload, name)
    if not kind.is_image:
        return Examined(upload, name, kind)
    picture, thumbnail = pictures.write_anew(_start_of(upload))
    return Examined(upload, name, kind, picture, thumbnail)


def _check_size(size: int) -> None:
    if size == 0:
        raise Refused("kernel.attachment.empty", _("是空的，没有收。请看看是不是选错了。"))
    if size > settings.ATTACHMENT_MAX_BYTES:
        limit = settings.ATTACHMENT_MAX_BYTES // 1024**2
        raise Refused(
            "kernel.attachment.too_large", _("超过 %(limit)d MB，没有收。请压缩或拆开再交。") % {"limit": limit}
        )


def _kind(upload: "UploadedFile[bytes]", name: str) -> Kind:
    if content.is_heic(_start_of(upload)):
        raise Refused(
            "kernel.attachment.heic",
            _("是苹果手机的 HEIC 照片，还打不开。请在“设置 › 相机 › 格式”里选“兼容性最佳”，或转成 jpg 再交。"),
        )
    kind = KINDS.get(PurePosixPath(name).suffix.lower().lstrip("."))
    if kind is None:
        raise Refused("kernel.attachment.kind", _("这类文件不收。可以交：%(kinds)s。") % {"kinds": WORDS})
    if not kind.fits(_start_of(upload)):
        raise Refused("kernel.attachment.disguised", _("内容和名字的后缀不符，没有收。请用原来的软件另存一份再交。"))
    return kind


def _start_of(upload: "UploadedFile[bytes]") -> BinaryIO:
    upload.seek(0)
    return cast(BinaryIO, upload.file)


def clean_name(raw: str) -> str:
    """The name without path, control and direction characters, short enough, its suffix kept.

    >>> clean_name("C:\\\\photos\\\\现场\\u202egpj.exe"), clean_name("a" * 200 + ".pdf")[-6:], clean_name(".pdf")
    ('现场gpj.exe', 'aa.pdf', '文件.pdf')
    """
    last = unicodedata.normalize("NFC", raw).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        return ("文件." + plain) if last.startswith(".") else plain[:LONGEST_NAME] or "文件"
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix}"[:LONGEST_NAME]
