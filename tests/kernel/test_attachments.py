"""Files are looked at by content, pictures lose what the camera noted, equal contents lie once on the disk."""

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image

from sanxin.kernel.attachments import keep, serve, store
from sanxin.kernel.attachments.before import files_ready
from sanxin.kernel.attachments.examining import clean_name
from sanxin.kernel.attachments.pictures import MOST_PIXELS
from sanxin.kernel.attachments.store import INCOMING, is_whole, place_of, put
from sanxin.kernel.models import Attachment
from sanxin.kernel.refusals import Refused
from tests.cast import Cast
from tests.kernel.files import docx, ole, photo, upload, zipped

TEXT = "竹坑村的路\n".encode()


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(name: str, content: bytes, cast: Cast, at: datetime) -> Attachment:
    return keep(upload(name, content), by=cast.officer, at=at)


def bytes_of(attachment: Attachment) -> bytes:
    return place_of(attachment.sha256).read_bytes()


def test_a_file_is_kept_by_its_hash_with_who_and_when(cast: Cast, now: datetime) -> None:
    attachment = kept("走访记录.txt", TEXT, cast, now)

    assert bytes_of(attachment) == TEXT
    assert attachment.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert (attachment.name, attachment.size, attachment.kept_by_name) == ("走访记录.txt", len(TEXT), "程晓岚")
    assert attachment.kept_at == now


def named(value: object) -> str | None:
    """Contents carry the hour they were made, so two workers would name a case differently."""
    return "content" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 ..."),
        ("a.docx", docx()),
        ("a.DOCX", docx()),
        ("a.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""})),
        ("a.pptx", zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""})),
        ("a.ofd", zipped({"OFD.xml": ""})),
        ("a.doc", ole("WordDocument")),
        ("a.wps", ole("WordDocument")),
        ("a.xls", ole("Workbook")),
        ("a.et", ole("Workbook")),
        ("a.ppt", ole("PowerPoint Document")),
        ("a.csv", "村,户\n竹坑,12".encode("gb18030")),
        ("a.txt", "竹坑".encode("utf-16")),
    ],
    ids=named,
)
def test_the_kinds_an_office_uses_are_kept_as_they_are(cast: Cast, now: datetime, name: str, content: bytes) -> None:
    assert bytes_of(kept(name, content, cast, now)) == content


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.html", b"<html>", "kind"),
        ("drawing.svg", b"<svg/>", "kind"),
        ("setup.exe", b"MZ\x90", "kind"),
        ("没有后缀", TEXT, "kind"),
        ("page.txt", b" \n<!DOCTYPE html><script>", "disguised"),
        ("drawing.csv", b"\xef\xbb\xbf<svg onload=1>", "disguised"),
        ("setup.pdf", b"MZ\x90", "disguised"),
        ("setup.jpg", b"MZ\x90", "disguised"),
        ("photo.png", photo(), "disguised"),
        ("table.docx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "disguised"),
        ("loose.docx", zipped({"word/document.xml": ""}), "disguised"),
        ("old.docx", ole("WordDocument"), "disguised"),
        ("cut.docx", docx()[:60], "disguised"),
        ("cut.doc", ole("WordDocument")[:600], "disguised"),
        ("binary.txt", b"a\0b", "disguised"),
        ("macro.docx", docx(**{"word/vbaProject.bin": ""}), "macros"),
        ("macro.doc", ole("WordDocument", "Macros", "_VBA_PROJECT"), "macros"),
        (
            "sheet.xlsx",
            zipped({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/macrosheets/s.xml": ""}),
            "macros",
        ),
        ("empty.txt", b"", "empty"),
        ("cut.jpg", photo()[:400], "broken_picture"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        ("IMG_1.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
    ],
    ids=named,
)
def test_everything_else_is_refused_with_a_sentence(
    cast: Cast, now: datetime, name: str, content: bytes, code: str, media: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        kept(name, content, cast, now)

    assert refusal.value.code == f"kernel.attachment.{code}"
    assert refusal.value.sentence.startswith(f"“{name}”：")
    assert Attachment.objects.count() == 0
    assert not any(media.rglob("*"))


def test_a_file_over_the_limit_is_refused(cast: Cast, now: datetime, settings: Any) -> None:
    settings.ATTACHMENT_MAX_BYTES = 1024 * 1024

    with pytest.raises(Refused, match="超过 1 MB"):
        kept("a.txt", b"x" * (1024 * 1024 + 1), cast, now)


def test_a_zip_that_unfolds_too_far_is_refused(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.kernel.attachments.content.MOST_UNPACKED", 10_000)

    with pytest.raises(Refused) as refusal:
        kept("a.docx", docx(**{"word/media/1.bin": "0" * 20_000}), cast, now)

    assert refusal.value.code == "kernel.attachment.bomb"


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_place_and_device(cast: Cast, now: datetime, format_name: str) -> None:
    content = photo(format=format_name)
    assert Image.open(BytesIO(content)).getexif()

    attachment = kept(f"a.{format_name.lower()}", content, cast, now)

    stored = Image.open(BytesIO(bytes_of(attachment)))
    assert stored.format == format_name
    assert not stored.getexif()
    assert b"Telephone" not in bytes_of(attachment)


def test_a_picture_taken_sideways_stands_upright(cast: Cast, now: datetime) -> None:
    stored = Image.open(BytesIO(bytes_of(kept("a.jpg", photo(400, 300, turned=6), cast, now))))

    assert stored.size == (300, 400)
    assert stored.convert("RGB").getpixel((150, 20)) == pytest.approx((255, 0, 0), abs=12)


def test_a_large_picture_is_drawn_smaller(cast: Cast, now: datetime) -> None:
    stored = Image.open(BytesIO(bytes_of(kept("a.jpg", photo(4000, 3000), cast, now))))

    assert stored.size == (2560, 1920)


def test_a_small_file_of_many_pixels_is_refused(cast: Cast, now: datetime) -> None:
    out = BytesIO()
    Image.new("1", (9000, MOST_PIXELS // 9000 + 1)).save(out, "PNG")

    with pytest.raises(Refused) as refusal:
        kept("a.png", out.getvalue(), cast, now)

    assert refusal.value.code == "kernel.attachment.too_many_pixels"


@pytest.mark.parametrize(("format_name", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA"), ("JPEG", "CMYK")])
def test_pictures_of_other_colours_are_read_too(cast: Cast, now: datetime, format_name: str, mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (50, 50)).save(out, format_name)

    attachment = kept(f"a.{format_name.lower()}", out.getvalue(), cast, now)

    assert attachment.has_thumbnail
    assert Image.open(BytesIO(bytes_of(attachment))).size == (50, 50)


def test_the_same_content_lies_once_on_the_disk(cast: Cast, now: datetime, media: Path) -> None:
    one, two = kept("a.txt", TEXT, cast, now), kept("b.txt", TEXT, cast, now)

    assert one.id != two.id
    assert one.sha256 == two.sha256
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_a_crash_while_writing_leaves_no_half_file(media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut() -> Iterator[bytes]:
        yield b"first half"
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        put(cut())

    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_file_reaches_the_disk_before_it_has_its_name(media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append("flush"), fsync(handle)))
    monkeypatch.setattr(os, "replace", lambda a, b: (seen.append("name"), replace(a, b)))

    put([TEXT])

    assert seen == ["flush", "name", "flush"]


def files_on(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["a.txt", "a.jpg"])
def test_nobody_waits_for_the_disk(
    cast: Cast, now: datetime, media: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What a form brings is written and flushed before the transaction; in it, it only gets its name."""
    content = TEXT if name == "a.txt" else photo()
    request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, content)})
    with files_ready(request):
        assert {laid.parent.name for laid in files_on(media)} == {INCOMING}
        monkeypatch.setattr("sanxin.kernel.attachments.store.lay", cannot)

        one = keep(request.FILES["file"], by=cast.officer, at=now)
        monkeypatch.setattr("sanxin.kernel.attachments.store.lay", LAY)
        two = keep(request.FILES["file"], by=cast.officer, at=now)  # for another thing, from the same form

    assert one.sha256 == two.sha256
    assert is_whole(one.sha256)
    assert not list((media / INCOMING).iterdir())


LAY = store.lay


def cannot(_chunks: object) -> None:
    raise AssertionError("written in the transaction")


def test_what_nobody_kept_is_taken_away(media: Path) -> None:
    files = [
        SimpleUploadedFile("a.txt", TEXT),
        SimpleUploadedFile("b.jpg", b"no picture"),
        SimpleUploadedFile("c", b""),
    ]
    request = RequestFactory().post("/", {"file": files})

    with pytest.raises(ZeroDivisionError), files_ready(request):
        assert len(files_on(media)) == 1
        _ = 1 / 0

    assert files_on(media) == []


def test_a_file_is_served_as_a_download_that_runs_nothing(cast: Cast, now: datetime) -> None:
    answer = serve(kept("走访 记录.txt", TEXT, cast, now))

    assert b"".join(answer) == TEXT
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E8%B5%B0")
    assert answer["Content-Type"] == "text/plain"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "private" in answer["Cache-Control"]
    answer.close()


def test_only_a_picture_may_show_inside_the_page(cast: Cast, now: datetime) -> None:
    picture = serve(kept("a.jpg", photo(), cast, now), inline=True)
    text = serve(kept("a.txt", TEXT, cast, now), inline=True)

    assert picture["Content-Disposition"].startswith("inline")
    assert text["Content-Disposition"].startswith("attachment")
    picture.close()
    text.close()


def test_a_thumbnail_is_small(cast: Cast, now: datetime) -> None:
    answer = serve(kept("a.png", photo(1000, 500, format="PNG"), cast, now), thumbnail=True)

    small = Image.open(BytesIO(b"".join(answer)))
    assert (small.format, small.size, answer["Content-Type"]) == ("JPEG", (320, 160), "image/jpeg")
    answer.close()


def test_a_content_that_is_gone_is_a_refusal(cast: Cast, now: datetime) -> None:
    attachment = kept("a.txt", TEXT, cast, now)
    place_of(attachment.sha256).unlink()

    with pytest.raises(Refused, match="不在存储里"):
        serve(attachment)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("C:\\photos\\现场.jpg", "现场.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        (".pdf", "文件.pdf"),
        ("", "文件"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("a." + "b" * 300, ("." + "b" * 300)[:120]),
    ],
)
def test_names_are_cleaned(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean
