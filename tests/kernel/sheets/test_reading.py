"""A table is found wherever an office has put it."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets.headers import key_of
from sanxin.kernel.sheets.safety import inspect
from sanxin.kernel.sheets.source import open_source
from tests.kernel.sheets.builders import GOOD, HEADERS, old_workbook, saved, sheet, table_of


def book_of(*rows: list[object], merged: tuple[str, ...] = ()) -> BytesIO:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for reference in merged:
        page.merge_cells(reference)
    return saved(book)


def test_a_plain_table() -> None:
    table = table_of(sheet(HEADERS, GOOD))

    assert (table.sheet, table.header_row, table.header_depth) == ("表1", 1, 1)
    assert table.headers == HEADERS
    assert [(number, cells[1]) for number, cells in table.rows()] == [(2, "村口路灯不亮")]


def test_titles_above_the_header_are_skipped() -> None:
    file = book_of(
        ["群众声音登记表"], ["单位：组织二科", None, "日期：2026.3.5"], [], list(HEADERS), list(GOOD), merged=("A1:H1",)
    )

    table = table_of(file)

    assert table.header_row == 4
    assert [number for number, _cells in table.rows()] == [5]


def test_a_table_that_begins_in_the_middle_of_a_sheet() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for at, (header, value) in enumerate(zip(HEADERS, GOOD, strict=True), start=3):
        page.cell(4, at, header)
        page.cell(5, at, value)
        page.cell(6, at, value)
    page.merge_cells("D5:D6")

    table = table_of(saved(book))

    assert (table.header_row, table.first_column) == (4, 3)
    assert [(number, cells[1]) for number, cells in table.rows()] == [(5, "村口路灯不亮"), (6, "村口路灯不亮")]


def test_a_header_of_two_rows() -> None:
    file = book_of(
        ["登记表"],
        ["序号", "内容", "时间地点", None, "联系方式"],
        [None, None, "日期", "乡镇", "电话"],
        [1, "路灯", "2026-03-05", "洪岩镇", "13800000000"],
        merged=("A1:E1", "A2:A3", "B2:B3", "C2:D2"),
    )

    table = table_of(file)

    assert (table.header_row, table.header_depth) == (2, 2)
    assert table.headers == ("序号", "内容", "时间地点/日期", "时间地点/乡镇", "联系方式/电话")
    assert [number for number, _cells in table.rows()] == [4]


def test_merged_cells_are_filled_down() -> None:
    file = book_of(
        ["内容", "日期", "乡镇"],
        ["路灯", "2026-03-05", "洪岩镇"],
        ["水渠", "2026-03-06"],
        ["桥", "2026-03-07"],
        ["路", "2026-03-08", "众埠镇"],
        ["井", "2026-03-09"],
        merged=("C2:C4",),
    )

    assert [cells[2] for _number, cells in table_of(file).rows()] == ["洪岩镇", "洪岩镇", "洪岩镇", "众埠镇", ""]


def test_rows_that_are_no_rows_are_left_out_and_named() -> None:
    file = book_of(
        ["序号", "内容", "日期", "乡镇"],
        ["示例", "村口路灯不亮", "2026-03-05", "洪岩镇"],
        ["一、民生类"],
        [1, "路灯", "2026-03-05", "洪岩镇"],
        [],
        ["合 计：", 1],
        ["填报人：程晓岚　审核人：徐建平"],
        merged=("A3:D3", "A7:D7"),
    )

    table = table_of(file)

    assert [number for number, _cells in table.rows()] == [4]
    assert table.notes == [2, 3, 6, 7]
    assert len(table.sample()) == 1


def test_the_sheet_that_looks_right_is_chosen() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "说明"
    page.append(["请填第二张表", "日期"])
    hidden = book.create_sheet("旧")
    hidden.append(HEADERS)
    hidden.sheet_state = "hidden"
    book.create_sheet("三月").append(HEADERS)
    file = saved(book)

    assert table_of(file).sheet == "三月"
    assert table_of(file, sheet="说明").sheet == "说明"
    with pytest.raises(KeyError):
        table_of(file, sheet="旧")


def test_a_table_none_of_whose_names_is_known_still_shows_its_header() -> None:
    table = table_of(book_of(["来信摘要"], ["甲", "乙"], ["路灯", "三月"], merged=("A1:B1",)))

    assert (table.header_row, table.headers) == (2, ("甲", "乙"))


def test_remembered_headers_are_looked_for_too() -> None:
    file = book_of(["随便写的", "另一行"], ["甲", "乙"], ["路灯", "2026-03-05"])

    assert table_of(file, remembered={key_of("甲"): "text", key_of("乙"): "heard_on"}).header_row == 2


@pytest.mark.parametrize("file", [sheet(), saved(Workbook())])
def test_a_file_without_content(file: BytesIO) -> None:
    with pytest.raises(Refused, match="没有内容"):
        table_of(file)


def test_an_old_workbook() -> None:
    table = table_of(old_workbook(["内容", "日期"], ["路灯", 46086.0]), name="旧.xls")

    assert table.headers == ("内容", "日期")
    assert [cells for _number, cells in table.rows()] == [["路灯", 46086.0]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_tables(encoding: str, separator: str) -> None:
    text = f'内容{separator}日期\n"路灯{separator}坏了"{separator}2026-03-05\n短行\n'

    table = table_of(BytesIO(text.encode(encoding)), name="声音.csv")

    assert table.headers == ("内容", "日期")
    assert [cells for _number, cells in table.rows()] == [[f"路灯{separator}坏了", "2026-03-05"], ["短行", ""]]


def test_a_text_table_with_a_torn_quote() -> None:
    with pytest.raises(Refused, match="引号"):
        table_of(BytesIO(b'a,b\n"' + b"x" * 200_000), name="a.csv")


def test_a_workbook_whose_sheet_is_torn_is_refused_not_crashed_on() -> None:
    file = sheet(HEADERS, GOOD)
    inspected = inspect(file, "a.xlsx")

    with pytest.raises(Refused, match="损坏"):
        open_source(BytesIO(file.getvalue()[:400]), inspected)
