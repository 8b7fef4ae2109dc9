"""A form as an Excel workbook that Excel, WPS and pyxform open."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from sanxin_engines.questionnaires.form import Form
from sanxin_engines.questionnaires.xlsform.writing import write_sheets

BIRTH = datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed creation time: the same form is the same bytes
WIDTHS = {"label": 48, "hint": 32, "relevant": 36, "type": 24, "form_title": 36}


def as_workbook(form: Form) -> bytes:
    """Text stays text: nothing becomes a formula, a link or a number."""
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, plain) as book:
        book.set_properties({"created": BIRTH})
        bold = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in write_sheets(form).items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(rows[0]):
                sheet.set_column(column, column, WIDTHS.get(heading, 16), wrapped)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, bold if number == 0 else wrapped)
    return target.getvalue()
