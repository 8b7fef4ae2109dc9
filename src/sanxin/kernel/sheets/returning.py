"""The person's own file given back, with a red column that says what is wrong with each row."""

import logging
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sanxin.kernel.sheets.checking import Checked
from sanxin.kernel.sheets.headers import key_of
from sanxin.kernel.sheets.reading import SourceRow, Table
from sanxin.kernel.sheets.safety import Inspected
from sanxin.kernel.sheets.writing import date_formats, open_workbook, spooled, write_value

log = logging.getLogger(__name__)

#: Keeping a person's formats means holding the whole workbook in memory, about 1 KB a cell. Beyond, only wrong rows.
KEPT_ROWS = 20_000
KEPT_CELLS = 400_000
RED, PINK = "C00000", "FDECEA"
REASON_WIDTH = 48


@dataclass(frozen=True, slots=True)
class Returned:
    """`file` is the caller's to close. `whole` is False when only the wrong rows were given back: say so."""

    file: IO[bytes]
    name: str
    whole: bool


def give_back(file: BinaryIO, name: str, inspected: Inspected, table: Table, checked: Checked) -> Returned:
    """An .xlsx with the reasons. Formats are kept for an .xlsx of moderate size; else the rows are written anew."""
    reasons = reasons_of(checked)
    named = f"{Path(name).stem}-{_('错误原因')}.xlsx"
    whole = table.height <= KEPT_ROWS and inspected.cells <= KEPT_CELLS
    kept = _with_formats(file, table, reasons) if whole and inspected.format == "xlsx" else None
    if kept is not None:
        return Returned(kept, named, whole)
    rows = table.everything() if whole else _only_wrong(table, reasons)
    return Returned(_written_anew(table, rows, reasons, whole), named, whole)


def reasons_of(checked: Checked) -> dict[int, str]:
    """Row number → what is said in the column: the faults, or which row it repeats."""
    repeats = {
        twice.number: _("与第%(first)d行重复，不会再导入") % {"first": twice.first} for twice in checked.duplicates
    }
    return dict(sorted({**repeats, **checked.sentences()}.items()))


def _with_formats(file: BinaryIO, table: Table, reasons: Mapping[int, str]) -> IO[bytes] | None:
    """The same workbook, or None where the library that keeps formats cannot read what the reader could."""
    try:
        return _with_reasons(file, table, reasons)
    except Exception:
        # A theme, a view, a property: any part may be odd, each fails in its own way, and none matters here.
        log.info("formats of an uploaded workbook could not be kept", exc_info=True)
        return None


def _with_reasons(file: BinaryIO, table: Table, reasons: Mapping[int, str]) -> IO[bytes]:
    file.seek(0)
    with warnings.catch_warnings():
        # The library warns of every extension it does not know; the person cannot act on that.
        warnings.simplefilter("ignore", UserWarning)
        book = load_workbook(file)
        sheet = cast(Worksheet, book[table.sheet])
        column = _reason_column(table)
        _forget_old_reasons(sheet, table, column)
        _put(sheet, table.header_row + table.header_depth - 1, column, _("错误原因"), bold=True)
        for row, reason in reasons.items():
            _put(sheet, row, column, reason, bold=False)
        sheet.column_dimensions[get_column_letter(column)].width = REASON_WIDTH
        with spooled() as returned:
            book.save(returned)
        book.close()
    return returned


def _reason_column(table: Table) -> int:
    """After the last column, or the same column again when a returned file comes back once more."""
    wanted = key_of(_("错误原因"))
    keys = [key_of(header) for header in table.headers]
    return table.first_column + (keys.index(wanted) if wanted in keys else len(keys))


def _forget_old_reasons(sheet: Worksheet, table: Table, column: int) -> None:
    if column >= table.first_column + len(table.headers):
        return
    for row in range(table.header_row + 1, sheet.max_row + 1):
        if sheet.cell(row, column).value is not None:
            _put(sheet, row, column, None, bold=False)
            sheet.cell(row, column).fill = PatternFill()


def _put(sheet: Worksheet, row: int, column: int, text: str | None, *, bold: bool) -> None:
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            sheet.unmerge_cells(str(merged))
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s" if text else "n"
    cell.font = Font(color=RED, bold=bold)
    cell.fill = PatternFill("solid", fgColor=PINK)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _only_wrong(table: Table, reasons: Mapping[int, str]) -> Iterator[SourceRow]:
    last_header = table.header_row + table.header_depth - 1
    return (row for row in table.everything() if table.header_row <= row[0] <= last_header or row[0] in reasons)


def _written_anew(table: Table, rows: Iterator[SourceRow], reasons: Mapping[int, str], whole: bool) -> IO[bytes]:
    """Rows in a new workbook. Where rows were left out, each reason begins with the row's number in the old file."""
    last_header, column = table.header_row + table.header_depth - 1, _reason_column(table) - table.first_column
    with spooled() as returned, open_workbook(returned) as book:
        sheet = book.add_worksheet()
        plain = book.add_format({"valign": "top", "text_wrap": True})
        dated = date_formats(book, {"valign": "top"})
        red = book.add_format({"font_color": f"#{RED}", "bg_color": f"#{PINK}", "text_wrap": True})
        sheet.set_column(0, max(column - 1, 0), 16)
        sheet.set_column(column, column, REASON_WIDTH)
        for at, (number, cells) in enumerate(rows):
            for position, cell in enumerate(cells):
                if position != column:
                    write_value(sheet, at, position, cell, plain, dated)
            if number == last_header:
                sheet.write_string(at, column, _("错误原因"), red)
            elif number in reasons:
                sheet.write_string(at, column, reasons[number] if whole else _numbered(number, reasons[number]), red)
    return returned


def _numbered(number: int, reason: str) -> str:
    return _("原第%(number)d行：%(reason)s") % {"number": number, "reason": reason}
