"""An old .xls: a small file system (OLE) that holds a stream of records (BIFF). Read only as far as safety needs.

Facts from Microsoft's published formats [MS-CFB] and [MS-XLS]; section numbers stand beside each.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets import limits
from sanxin.kernel.sheets.ole import OleError, OleFile
from sanxin.kernel.sheets.refusal import file_refused
from sanxin.kernel.sheets.workbook import broken, locked
from sanxin.kernel.sheets.workbook_part import too_many_cells

LOCKED_STREAMS = {"encryptedpackage", "encryptioninfo"}
MACRO_STREAMS = {"_vba_project_cur", "_vba_project", "vba"}
WORKBOOK_STREAMS = ("workbook", "book")

BOF, FILEPASS, BOUNDSHEET = 0x0809, 0x002F, 0x0085
MACRO_SHEETS = {0x01, 0x06}  # [MS-XLS] 2.4.28, dt: an Excel 4 macro sheet, a VBA module
#: Cell records all begin with row and column: blank and text, number, formula, boolean, and their packed forms.
CELL_RECORDS = {0x00FD, 0x0203, 0x027E, 0x0006, 0x0204, 0x0205, 0x00D6}
#: What a sheet claims to span (2.4.90). A reader makes room for it at once, so a false claim can end the server.
DIMENSIONS, LAST_ROW, LAST_COLUMN = 0x0200, 65_536, 256
MULTI_CELL_RECORD = 0x00BD  # row, first column, cells…, last column


def inspect_legacy(file: BinaryIO) -> int:
    """How many cells the workbook holds. Raises Refused: locked, macros, too_many_cells, broken."""
    try:
        ole = OleFile(file.read())
        _refuse_by_streams(ole.names())
        return _count(_workbook(ole))
    except (OleError, struct.error, IndexError) as error:
        raise broken() from error


def _refuse_by_streams(names: set[str]) -> None:
    if names & LOCKED_STREAMS:
        raise locked()
    if names & MACRO_STREAMS:
        raise _macros()


def _workbook(ole: OleFile) -> bytes:
    for name in WORKBOOK_STREAMS:
        if name in ole.names():
            return ole.read(name)
    raise file_refused("disguised", _("这个文件里没有表格（可能是文字文档），请用表格软件另存为 .xlsx 再上传"))


def _count(stream: bytes) -> int:
    """Walk the records once; each sheet starts a new rectangle."""
    cells = last_row = last_column = 0
    for record, body in _records(stream):
        if record == FILEPASS:
            raise locked()
        if record == BOUNDSHEET and body[5] in MACRO_SHEETS:
            raise _macros()
        if record == DIMENSIONS:
            _check_claim(body)
        if record == BOF:
            last_row = last_column = 0
        elif record in CELL_RECORDS or record == MULTI_CELL_RECORD:
            row, column = struct.unpack_from("<HH", body)
            if record == MULTI_CELL_RECORD:
                (column,) = struct.unpack_from("<H", body, len(body) - 2)
            cells += 1
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
            if last_row * last_column > limits.CELLS:
                raise too_many_cells()
    return cells


def _check_claim(body: bytes) -> None:
    first_row, last_row, first_column, last_column = struct.unpack_from("<IIHH", body)
    if not (first_row <= last_row <= LAST_ROW and first_column <= last_column <= LAST_COLUMN):
        raise too_many_cells()


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if len(body) < length:
            return
        yield record, body
        at += 4 + length


def _macros() -> Refused:
    return file_refused("macros", _("这个文件带有宏，请另存为不含宏的 .xlsx 再上传"))
