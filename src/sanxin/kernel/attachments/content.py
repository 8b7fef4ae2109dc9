"""What is in a file, told from its bytes. Each test gets the open file at its start."""

import zipfile
from collections.abc import Callable
from typing import BinaryIO

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets.ole import OleError, OleFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS = 5_000
MOST_UNPACKED = 500 * 1024**2
DOCUMENT_ENTRIES = ("[Content_Types].xml", "OFD.xml")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
ACTIVE = ("<html", "<!doctype", "<svg", "<script", "<?xml", "<head", "<body", "<iframe", "<?php", "#!")
"""How a page, a drawing or a script begins, whatever the file is called."""

Test = Callable[[BinaryIO], bool]


def starts(magic: bytes) -> Test:
    return lambda file: file.read(len(magic)) == magic


def is_webp(file: BinaryIO) -> bool:
    head = file.read(12)
    return head[:4] == b"RIFF" and head[8:] == b"WEBP"


def is_heic(file: BinaryIO) -> bool:
    head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


def zip_with(part: str) -> Test:
    """An office document of the newer kind, without macros and not blown up."""

    def test(file: BinaryIO) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return False
        names = {entry.filename for entry in entries}
        if part not in names or names.isdisjoint(DOCUMENT_ENTRIES):
            return False
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise Refused("kernel.attachment.bomb", _("解开后太大，没有收。请减少里面的图片再交。"))
        if any("vba" in name.lower() or "macrosheets/" in name.lower() for name in names):
            raise _macros()
        return True

    return test


def ole_with(*streams: str) -> Test:
    """An office document of the older kind (Office 97, WPS), without macros."""

    def test(file: BinaryIO) -> bool:
        if file.read(len(OLE)) != OLE:
            return False
        file.seek(0)
        try:
            names = OleFile(file.read()).names()
        except OleError:
            return False
        if any("vba" in name or name == "macros" for name in names):
            raise _macros()
        return not names.isdisjoint(streams)

    return test


def is_plain_text(file: BinaryIO) -> bool:
    raw = file.read()
    for encoding in ("utf-16",) if raw.startswith(UTF16_MARKS) else ("utf-8", "gb18030"):
        try:
            words = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "\0" not in words and not words.lstrip("\ufeff \t\r\n").lower().startswith(ACTIVE)
    return False


def _macros() -> Refused:
    return Refused("kernel.attachment.macros", _("里面带宏，没有收。请另存为不带宏的文件再交。"))
