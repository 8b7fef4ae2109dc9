"""Sheets as an office expects them: a merged title, unit and date, numbered rows with borders, printable on A4.

Rows are written as they come, so that a list of any length needs little memory. Text never becomes a formula or a link.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, cast

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sanxin.kernel.sheets.columns import Label, Value
from sanxin.kernel.sheets.injection import guarded
from sanxin.kernel.sheets.refusal import file_refused

#: Kept in memory up to here, on disk beyond.
SPOOL_BYTES = 5 * 1024**2
#: Excel refuses longer texts and takes the file for damaged.
CELL_CHARACTERS = 32_767
#: More decimal digits than a spreadsheet's number can hold are written as text.
EXACT_DIGITS = 15
A4 = 9
#: A worksheet ends at row 1,048,576.
SHEET_ROWS = 1_048_576
#: The first day a spreadsheet can hold.
FIRST_YEAR = 1900
FONT = "Microsoft YaHei"

OutRow = Sequence[Value]


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column of a list that leaves the house; `width` is in characters."""

    label: Label
    width: int = 16


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above an exported list."""

    title: str
    unit: str
    made_on: date
    made_by: str


@dataclass(frozen=True, slots=True)
class OutPage:
    """One list of a workbook; the name of its sheet is its title unless `tab` says otherwise."""

    columns: Sequence[OutColumn]
    rows: Iterable[OutRow]
    heading: Heading
    tab: str = ""


def write_xlsx(columns: Sequence[OutColumn], rows: Iterable[OutRow], heading: Heading) -> tuple[IO[bytes], int]:
    """A temporary file at its start, and how many rows it holds. The caller closes it, which also removes it."""
    return write_book([OutPage(columns, rows, heading)])


def write_book(pages: Sequence[OutPage]) -> tuple[IO[bytes], int]:
    """Several lists, a sheet each, in one file; the rows of all."""
    with spooled() as file, open_workbook(file) as book:
        count = sum(_write_page(book, page) for page in pages)
    return file, count


def _write_page(book: Workbook, page: OutPage) -> int:
    sheet = book.add_worksheet(_sheet_name(page.tab or page.heading.title))
    _prepare_page(sheet, page.columns)
    first = _write_heading(book, sheet, page.columns, page.heading)
    count = _write_rows(book, sheet, page.rows, first)
    sheet.autofilter(first - 1, 0, first - 1 + count, len(page.columns))
    return count


def write_csv(columns: Sequence[OutColumn], rows: Iterable[OutRow]) -> tuple[IO[bytes], int]:
    """The same as csv in UTF-8 with the mark that lets Excel open it; no title, so that programs can read it."""
    with spooled() as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow([guarded(str(column.label)) for column in columns])
        count = 0
        for row in rows:
            writer.writerow([_for_csv(value) for value in row])
            count += 1
        text.detach()
    return file, count


@contextmanager
def spooled() -> Iterator[IO[bytes]]:
    """A temporary file, at its start when written; it stays open for the caller unless the writing fails."""
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES))  # noqa: SIM115 - closed by the caller
    try:
        yield file
    except BaseException:
        file.close()
        raise
    file.seek(0)


def open_workbook(file: IO[bytes]) -> Workbook:
    """A workbook that streams its rows and turns no text into a formula, a link or a number."""
    options: dict[str, Any] = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(Path(tempfile.gettempdir())),
    }
    return Workbook(file, options)


def write_value(
    sheet: Worksheet, row: int, column: int, value: object, look: Format, dated: dict[type, Format]
) -> None:
    """One cell by the type of its value: numbers stay numbers, days stay days, everything else is text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_string(row, column, _("是") if value else _("否"), look)
    elif isinstance(value, int | float | Decimal) and _fits(value):
        sheet.write_number(row, column, float(value), look)
    elif isinstance(value, datetime | date) and value.year >= FIRST_YEAR:
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        sheet.write_datetime(row, column, moment.replace(tzinfo=None), dated.get(type(value), look))
    else:
        sheet.write_string(row, column, str(value)[:CELL_CHARACTERS], look)


def date_formats(book: Workbook, common: dict[str, Any]) -> dict[type, Format]:
    """How days and instants are shown."""
    return {
        date: book.add_format({**common, "num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({**common, "num_format": "yyyy-mm-dd hh:mm"}),
    }


def _fits(number: int | float | Decimal) -> bool:
    exact = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
    return exact.is_finite() and len(exact.as_tuple().digits) <= EXACT_DIGITS + 2 and abs(exact) < 10**EXACT_DIGITS


def _sheet_name(title: str) -> str:
    """Excel's rule: at most 31 characters and none of these."""
    return "".join(character for character in title if character not in r"[]:*?/\'")[:31] or "Sheet1"


def _prepare_page(sheet: Worksheet, columns: Sequence[OutColumn]) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 2)
    sheet.freeze_panes(3, 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C" + _("第 &P 页，共 &N 页"))
    sheet.set_column(0, 0, 6)
    for at, column in enumerate(columns, start=1):
        sheet.set_column(at, at, column.width)


def _write_heading(book: Workbook, sheet: Worksheet, columns: Sequence[OutColumn], heading: Heading) -> int:
    """Three rows: title, unit and date, column names. Returns the first free row."""
    last = len(columns)
    title = book.add_format({"font_name": FONT, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"})
    small = book.add_format({"font_name": FONT, "font_size": 10, "align": "left"})
    head = book.add_format(
        {"font_name": FONT, "bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#EDEFF2"}
    )
    told = {"unit": heading.unit, "on": f"{heading.made_on:%Y-%m-%d}", "by": heading.made_by}
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, last, "", title)
    sheet.write_string(0, 0, heading.title, title)
    sheet.merge_range(1, 0, 1, last, "", small)
    sheet.write_string(1, 0, _("单位：%(unit)s　　日期：%(on)s　　制表：%(by)s") % told, small)
    sheet.write_string(2, 0, _("序号"), head)
    for at, column in enumerate(columns, start=1):
        sheet.write_string(2, at, str(column.label), head)
    return 3


def _write_rows(book: Workbook, sheet: Worksheet, rows: Iterable[OutRow], first: int) -> int:
    common = {"font_name": FONT, "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
    look = book.add_format(common)
    dated = date_formats(book, common)
    count = 0
    for row in rows:
        sheet.write_number(first + count, 0, count + 1, look)
        if first + count >= SHEET_ROWS:
            raise file_refused("too_many_rows", _("一张表放不下这么多行，请改用 CSV 导出"))
        for at, value in enumerate(row, start=1):
            write_value(sheet, first + count, at, value, look, dated)
        count += 1
    return count


def _for_csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else guarded(str(value))
