"""The empty form of a kind: title, a line on how to fill it in, headers, drop-downs and one sample row."""

from typing import IO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from sanxin.kernel.sheets.columns import Column, Context
from sanxin.kernel.sheets.kinds import SheetKind
from sanxin.kernel.sheets.reading import EXAMPLE
from sanxin.kernel.sheets.writing import FONT, spooled

TITLE_ROW, NOTE_ROW, HEADER_ROW, SAMPLE_ROW = range(4)
#: Rows that get a drop-down; more rows than a form is filled in with by hand.
DROP_DOWN_ROWS = 5_000
#: The hidden sheet behind the drop-downs.
LISTS = "选项"
#: Kept as text, or long numbers lose their end and leading zeros go.
TEXT_KINDS = {"text", "phone", "choice"}


def make_template(kind: SheetKind, context: Context) -> IO[bytes]:
    """An .xlsx as a temporary file at its start; the caller closes it."""
    with spooled() as file, Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, lists = book.add_worksheet(_("填写")), book.add_worksheet(LISTS)
        lists.hide()
        _write_top(book, sheet, kind)
        for at, column in enumerate(kind.columns, start=1):
            _write_column(book, sheet, at, column)
            _offer_choices(sheet, lists, at, _choices(column, context))
        sheet.freeze_panes(SAMPLE_ROW, 1)
    return file


def _write_top(book: Workbook, sheet: Worksheet, kind: SheetKind) -> None:
    last = len(kind.columns)
    title = book.add_format({"font_name": FONT, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"})
    note = book.add_format({"font_name": FONT, "font_color": "#666666", "text_wrap": True, "valign": "vcenter"})
    says = _("带 * 的列必须填写；标有“%(example)s”的一行不会导入，可以删去；日期写成 2026-03-05") % {"example": EXAMPLE}
    sheet.set_row(TITLE_ROW, 30)
    sheet.set_row(NOTE_ROW, 32)
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last, str(kind.label), title)
    sheet.merge_range(NOTE_ROW, 0, NOTE_ROW, last, says, note)
    sheet.set_column(0, 0, 6)
    sheet.write_string(HEADER_ROW, 0, _("序号"), _head(book, required=False))
    sheet.write_string(SAMPLE_ROW, 0, EXAMPLE, _sample(book))


def _write_column(book: Workbook, sheet: Worksheet, at: int, column: Column) -> None:
    shown = "@" if column.kind in TEXT_KINDS else "yyyy-mm-dd" if column.kind == "date" else "General"
    sheet.set_column(at, at, column.width, book.add_format({"font_name": FONT, "num_format": shown}))
    mark = "*" if column.required else ""
    sheet.write_string(HEADER_ROW, at, f"{column.label}{mark}", _head(book, required=column.required))
    sheet.write_string(SAMPLE_ROW, at, column.example, _sample(book))


def _choices(column: Column, context: Context) -> list[str]:
    if column.kind == "yes_no":
        return [_("是"), _("否")]
    return [label for _value, label in column.choices_for(context)] if column.kind == "choice" else []


def _offer_choices(sheet: Worksheet, lists: Worksheet, at: int, labels: list[str]) -> None:
    """A drop-down from the hidden sheet: a list inside the cell itself may hold only 255 characters."""
    if not labels:
        return
    for row, label in enumerate(labels):
        lists.write_string(row, at, label)
    letter = xl_col_to_name(at)
    source = f"='{LISTS}'!${letter}$1:${letter}${len(labels)}"
    # A word that is not in the list is let through with a warning: the import suggests the nearest one.
    offer = {"validate": "list", "source": source, "error_type": "warning"}
    sheet.data_validation(HEADER_ROW + 1, at, DROP_DOWN_ROWS, at, offer)


def _head(book: Workbook, *, required: bool) -> Format:
    colour = "#C00000" if required else "#000000"
    look = {"font_name": FONT, "bold": True, "border": 1, "align": "center", "bg_color": "#EDEFF2", "num_format": "@"}
    return book.add_format({**look, "font_color": colour, "text_wrap": True})


def _sample(book: Workbook) -> Format:
    return book.add_format({"font_name": FONT, "font_color": "#888888", "border": 1, "num_format": "@"})
