"""An .xlsx is a zip of XML parts. Sizes it promises are not believed: every part is unpacked and its cells counted."""

import copy
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets import limits
from sanxin.kernel.sheets.refusal import file_refused
from sanxin.kernel.sheets.workbook_part import PartScan

MACRO_PART = re.compile(r"(^|/)(vbaproject\w*\.bin|vbadata\.xml)$|^xl/macrosheets/", re.IGNORECASE)
LINKED_PART = re.compile(r"^xl/externallinks/", re.IGNORECASE)
EMBEDDED_PART = re.compile(r"^xl/(embeddings|activex|ctrlprops)/.*\.(bin|exe|docx?|pptx?|xlsx?)$", re.IGNORECASE)
XML_PART = (".xml", ".rels", ".vml")
CHUNK = 1024**2
ENCRYPTED_FLAG = 1


def inspect_workbook(file: BinaryIO) -> int:
    """How many cells the workbook holds. Raises Refused: macros, locked, bomb, too_many_cells, entities, links…"""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _refuse_by_list(parts)
            return sum(_scan(archive, part) for part in parts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise broken() from error


def broken() -> Refused:
    """The file is damaged, or was never a workbook."""
    return file_refused("broken", _("这个文件已损坏或不是表格，请用表格软件打开，另存为 .xlsx 再上传"))


def _refuse_by_list(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise locked()
    if len(parts) > limits.PARTS:
        raise _bomb()
    if len(set(names)) != len(names) or "xl/workbook.xml" not in names:
        raise broken()
    if any(MACRO_PART.search(name) for name in names):
        raise file_refused("macros", _("这个文件带有宏，请另存为不含宏的 .xlsx 再上传"))
    if any(LINKED_PART.search(name) for name in names):
        raise file_refused("links", _("这个文件引用了别的文件，请先在“数据”里断开链接，再上传"))
    if any(EMBEDDED_PART.search(name) for name in names):
        raise file_refused("embedded", _("这个文件里嵌有别的文件，请删去后再上传"))
    _refuse_by_claimed_size(parts)


def locked() -> Refused:
    """The file needs a password."""
    return file_refused("locked", _("这个文件设了密码，请取消密码后再上传"))


def _bomb() -> Refused:
    return file_refused("bomb", _("这个文件解开后大得不合常理，不能上传；请把需要的行复制到新表格再试"))


def _refuse_by_claimed_size(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > limits.UNPACKED_BYTES:
        raise _bomb()
    if unpacked > limits.RATIO_FROM_BYTES and unpacked > limits.RATIO * max(packed, 1):
        raise _bomb()


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Unpack one part to its true end; if it is XML, count its cells and refuse what it must not say."""
    if not part.filename.lower().endswith(XML_PART):
        for _chunk in _unpacked(archive, part):
            pass
        return 0
    scan = PartScan(part.filename.lower())
    for chunk in _unpacked(archive, part):
        scan.feed(chunk)
    return scan.finish()


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes. A part that goes on past the size it claims was made to deceive."""
    asked = copy.copy(part)
    asked.file_size = sys.maxsize  # or the reader would stop where the claim does, and not see the lie
    seen = 0
    with archive.open(asked) as stream:
        while chunk := stream.read(CHUNK):
            seen += len(chunk)
            if seen > part.file_size:
                raise _bomb()
            yield chunk
