"""What leaves the house looks like an office's own list and can never run as a program."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets import writing
from sanxin.kernel.sheets.injection import STARTERS, guarded, is_dangerous
from sanxin.kernel.sheets.writing import Heading, OutColumn, write_csv, write_xlsx
from tests.kernel.sheets.builders import checked

COLUMNS = (OutColumn("内容", 40), OutColumn("日期"), OutColumn("户数", 8))
HEADING = Heading("群众声音：2026/11", "组织二科", date(2026, 11, 19), "程晓岚")


def page_of(rows: list[tuple[Any, ...]]) -> Any:
    file, count = write_xlsx(COLUMNS, rows, HEADING)
    assert count == len(rows)
    with file:
        return load_workbook(BytesIO(file.read())).worksheets[0]


def csv_of(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    file, _count = write_csv(COLUMNS, rows)
    with file:
        content = file.read()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_list_as_the_office_prints_it() -> None:
    page = page_of([("路灯", date(2026, 3, 5), 12), ("水渠", date(2026, 3, 6), 3)])

    assert (page["A1"].value, page["A2"].value) == (
        "群众声音：2026/11",
        "单位：组织二科　　日期：2026-11-19　　制表：程晓岚",
    )
    assert {str(merged) for merged in page.merged_cells.ranges} == {"A1:D1", "A2:D2"}
    assert [cell.value for cell in page[3]] == ["序号", "内容", "日期", "户数"]
    assert [cell.value for cell in page[5]] == [2, "水渠", datetime(2026, 3, 6), 3]  # noqa: DTZ001
    assert page["B4"].border.left.style == "thin"
    assert page.title == "群众声音：202611"


def test_it_prints_on_a4_across_with_the_header_on_each_page() -> None:
    page = page_of([("路灯", None, 1)])

    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$3"


def test_values_keep_their_kind() -> None:
    page = page_of([(True, datetime(2026, 3, 5, 8, 30), Decimal("1.50")), (None, date(1899, 1, 1), 10**18)])  # noqa: DTZ001

    assert [cell.value for cell in page[4]] == [1, "是", datetime(2026, 3, 5, 8, 30), 1.5]  # noqa: DTZ001
    assert [cell.value for cell in page[5]] == [2, None, "1899-01-01", "1000000000000000000"]


DANGEROUS = some.builds(str.__add__, some.sampled_from([*STARTERS, " =", "\u3000＝"]), some.text(max_size=20))
WRITABLE = some.text(some.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(DANGEROUS)
def test_no_text_of_a_csv_begins_like_a_formula(text: str) -> None:
    assert is_dangerous(text)
    assert guarded(text) == "'" + text


@given(some.one_of(WRITABLE, DANGEROUS))
def test_every_cell_of_a_csv_is_safe_and_complete(text: str) -> None:
    cell = csv_of([(text, None, None)])[1][0]

    assert not cell.startswith(STARTERS)
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == text


@given(some.integers(-(10**12), 10**12), some.decimals(-1000, 1000, places=2))
def test_numbers_stay_numbers_in_a_csv(number: int, amount: Decimal) -> None:
    assert csv_of([("x", number, amount)])[1] == ["x", str(number), f"{amount:f}"]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "＝1", "\t=1", '=HYPERLINK("http://x")', "http://x"])
def test_text_stays_text_in_a_workbook(text: str) -> None:
    cell = page_of([(text, None, None)])["B4"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_an_exported_list_can_be_imported_again() -> None:
    file, _count = write_xlsx(COLUMNS, [("路灯", date(2026, 3, 5), 12)], HEADING)

    with file:
        rows = checked(BytesIO(file.read())).rows

    assert [row.values["heard_on"] for row in rows] == [date(2026, 3, 5)]


def test_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "SHEET_ROWS", 5)

    with pytest.raises(Refused, match="CSV"):
        write_xlsx(COLUMNS, [("x", None, 1)] * 3, HEADING)


def test_a_very_long_text_is_cut_where_a_spreadsheet_would_fail() -> None:
    assert len(page_of([("字" * 40_000, None, None)])["B4"].value) == 32_767
