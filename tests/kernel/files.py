"""Files as people hand them in, made on the spot."""

import struct
import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS_IFD = 0x8825
ORIENTATION = 0x0112


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photo(width: int = 400, height: int = 300, *, format: str = "JPEG", mode: str = "RGB", turned: int = 1) -> bytes:  # noqa: A002
    """A picture with a red left half, a place and a device noted in it."""
    picture = Image.new(mode, (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x010F] = "Telephone of Yu"
    exif[ORIENTATION] = turned
    exif.get_ifd(GPS_IFD)[1] = "N"
    out = BytesIO()
    picture.save(out, format, exif=exif)
    return out.getvalue()


def zipped(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in parts.items():
            file.writestr(name, words)
    return out.getvalue()


def docx(**more: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", **more})


def ole(*names: str) -> bytes:
    """An old Office file that holds empty streams of these names: header, one FAT sector, one directory sector."""
    header = struct.pack("<8s16xHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0, 0) + b"\xff" * 4 * 108
    fat = struct.pack("<II", 0xFFFFFFFD, END) + b"\xff" * (512 - 8)
    entries = [_entry("Root Entry", 5), *(_entry(name, 2) for name in names)]
    return header + fat + b"".join(entries).ljust(512, b"\0")


END = 0xFFFFFFFE


def _entry(name: str, kind: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return encoded.ljust(64, b"\0") + struct.pack("<HBB48xIQ", len(encoded), kind, 1, END, 0)
