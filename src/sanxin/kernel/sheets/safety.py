"""The door: a file is looked at before anything parses it, and turned away with a sentence if it is not what it says.

Read from here nothing but `inspect`. What a person uploads may be broken, renamed, or made to exhaust the server.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from django.utils.translation import gettext as _

from sanxin.kernel.sheets.legacy_workbook import inspect_legacy
from sanxin.kernel.sheets.limits import FILE_BYTES
from sanxin.kernel.sheets.refusal import file_refused
from sanxin.kernel.sheets.textfile import encoding_of
from sanxin.kernel.sheets.workbook import inspect_workbook

Format = Literal["xlsx", "xls", "csv"]

ZIP, OLE, EXE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ"
TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
MACRO_SUFFIXES = {".xlsm", ".xltm", ".xlam", ".xla"}
OTHER_SHEETS = {".ods", ".et", ".ett", ".xlsb", ".xltx", ".numbers", ".dbf"}


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be read: its format, and how many cells it holds (0 when nobody needed to count)."""

    format: Format
    cells: int = 0


def inspect(file: BinaryIO, name: str) -> Inspected:
    """Look at an uploaded file without parsing it. Raises Refused; leaves the file at its start."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    _refuse_by_size(size)
    suffix = Path(name).suffix.lower()
    _refuse_by_name(suffix)
    try:
        return _by_content(head, suffix)(file)
    finally:
        file.seek(0)


def _refuse_by_size(size: int) -> None:
    if size == 0:
        raise file_refused("empty", _("这个文件是空的"))
    if size > FILE_BYTES:
        limit = FILE_BYTES // 1024**2
        raise file_refused("too_large", _("文件超过%(limit)d MB，请分成几个文件上传") % {"limit": limit})


def _refuse_by_name(suffix: str) -> None:
    if suffix in MACRO_SUFFIXES:
        raise file_refused("macros", _("这个文件带有宏，请另存为不含宏的 .xlsx 再上传"))
    if suffix in OTHER_SHEETS:
        raise file_refused("format", _("还不能读 %(suffix)s 文件，请另存为 .xlsx 再上传") % {"suffix": suffix})
    if suffix not in {".xlsx", ".xls", *TEXT_SUFFIXES}:
        raise file_refused("format", _("请上传 .xlsx、.xls 或 .csv 文件"))


def _by_content(head: bytes, suffix: str) -> Callable[[BinaryIO], Inspected]:
    if head.startswith(ZIP) and suffix == ".xlsx":
        return _modern
    if head.startswith(OLE) and suffix in {".xls", ".xlsx"}:
        return lambda file: _legacy(file, suffix)
    if suffix in TEXT_SUFFIXES and not head.startswith((ZIP, OLE, EXE)):
        return _text
    raise file_refused("disguised", _what_it_is(head) % {"suffix": suffix})


def _what_it_is(head: bytes) -> str:
    if head.startswith(EXE):
        return _("这个文件名为 %(suffix)s，其实是程序，不能上传")
    if head.startswith(ZIP):
        return _("这个文件名为 %(suffix)s，内容却是 .xlsx 或压缩包，请用表格软件打开，另存为 .xlsx 再上传")
    if head.lstrip()[:1] == b"<":
        return _("这个文件名为 %(suffix)s，内容却是网页，请用表格软件打开，另存为 .xlsx 再上传")
    return _("这个文件名为 %(suffix)s，内容却不是表格，请用表格软件打开，另存为 .xlsx 再上传")


def _modern(file: BinaryIO) -> Inspected:
    return Inspected("xlsx", inspect_workbook(file))


def _legacy(file: BinaryIO, suffix: str) -> Inspected:
    """A password turns an .xlsx into the old container too, so that one is opened to say so."""
    cells = inspect_legacy(file)
    if suffix != ".xls":
        raise file_refused(
            "disguised", _("这个文件名为 .xlsx，内容却是旧的 .xls，请用表格软件打开，另存为 .xlsx 再上传")
        )
    return Inspected("xls", cells)


def _text(file: BinaryIO) -> Inspected:
    encoding_of(file.read())
    return Inspected("csv")
