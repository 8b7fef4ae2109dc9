"""What may be handed in. A file must be what its name says; everything else is turned away.

Never on the list: pages and drawings a browser would run (html, svg), programs, anything with macros.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from sanxin.kernel.attachments import content


@dataclass(frozen=True)
class Kind:
    content_type: str
    fits: Callable[[BinaryIO], bool]
    is_image: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
_JPEG = Kind("image/jpeg", content.starts(b"\xff\xd8\xff"), is_image=True)

KINDS: dict[str, Kind] = {
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": Kind("image/png", content.starts(b"\x89PNG\r\n\x1a\n"), is_image=True),
    "webp": Kind("image/webp", content.is_webp, is_image=True),
    "pdf": Kind("application/pdf", content.starts(b"%PDF-")),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", content.zip_with("word/document.xml")),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", content.zip_with("xl/workbook.xml")),
    "pptx": Kind(f"{_OFFICE}.presentationml.presentation", content.zip_with("ppt/presentation.xml")),
    "ofd": Kind("application/ofd", content.zip_with("OFD.xml")),
    "doc": Kind("application/msword", content.ole_with("worddocument")),
    "wps": Kind("application/vnd.ms-works", content.ole_with("worddocument")),
    "xls": Kind("application/vnd.ms-excel", content.ole_with("workbook", "book")),
    "et": Kind("application/vnd.ms-excel", content.ole_with("workbook", "book")),
    "ppt": Kind("application/vnd.ms-powerpoint", content.ole_with("powerpoint document")),
    "txt": Kind("text/plain", content.is_plain_text),
    "csv": Kind("text/csv", content.is_plain_text),
}

ACCEPT = ",".join(f".{suffix}" for suffix in KINDS)
"""For the `accept` attribute of an upload field."""

WORDS = "jpg、png、webp、pdf、docx、xlsx、pptx、ofd、doc、xls、ppt、wps、et、txt、csv"
"""The list as a person reads it."""
