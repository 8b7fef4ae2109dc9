"""The person's own file comes back with the reasons in red."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from sanxin.kernel.sheets import returning
from sanxin.kernel.sheets.checking import check
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.kernel.sheets.reading import read_table
from sanxin.kernel.sheets.returning import Returned, give_back
from sanxin.kernel.sheets.safety import inspect
from sanxin.kernel.sheets.source import open_source
from tests.kernel.sheets.builders import CONTEXT, GOOD, HEADERS, VOICES, old_workbook, opened, saved, sheet

WRONG = (2, "水渠", "昨天", "众埠镇", None, None, None, None)


def back(file: BytesIO, name: str = "声音.xlsx") -> Returned:
    inspected = inspect(file, name)
    table = read_table(open_source(file, inspected, name), VOICES)
    found = check(table, mapping_of(match(table.headers, VOICES)), VOICES, CONTEXT)
    return give_back(file, name, inspected, table, found)


def page_of(returned: Returned) -> Worksheet:
    with returned.file:
        page = load_workbook(BytesIO(returned.file.read())).active
    assert isinstance(page, Worksheet)
    return page


def column_of(page: Worksheet, number: int) -> list[object]:
    return [page.cell(row, number).value for row in range(1, page.max_row + 1)]


def test_the_reasons_stand_in_a_red_column_of_the_same_file() -> None:
    book = opened(sheet(["登记表"], HEADERS, GOOD, WRONG, GOOD))
    page = book.worksheets[0]
    page.merge_cells("A1:J1")
    page["B3"].font = Font(name="仿宋", size=14)
    page["C3"] = "=TODAY()"
    page["C3"] = "2026-03-05"
    returned = back(saved(book))

    got = page_of(returned)

    assert (returned.name, returned.whole) == ("声音-错误原因.xlsx", True)
    assert column_of(got, 9) == [
        None, "错误原因", None, "“日期”应填日期，如 2026-03-05，现在是“昨天”", "与第3行重复，不会再导入",
    ]  # fmt: skip
    assert got["I4"].font.color.rgb == "00C00000"
    assert (got["B3"].font.name, got["B3"].font.size) == ("仿宋", 14)
    assert got["A1"].value == "登记表"


def test_a_returned_file_may_come_back_corrected() -> None:
    with back(sheet(HEADERS, GOOD, WRONG)).file as file:
        first = opened(BytesIO(file.read()))
    page = first.worksheets[0]
    page["C3"] = "2026.3.6"
    page["B4"], page["C4"] = "井", "明天"

    got = page_of(back(saved(first)))

    assert got.max_column == 9
    assert column_of(got, 9)[:3] == ["错误原因", None, None]
    assert "明天" in str(got["I4"].value)


def test_a_merge_that_reaches_into_the_column_gives_way() -> None:
    book = opened(sheet(HEADERS, WRONG))
    book.worksheets[0].merge_cells("H2:K2")

    assert "昨天" in str(page_of(back(saved(book)))["I2"].value)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("内容,日期\n路灯,2026-03-05\n=1+1,昨天\n".encode("gb18030"), "声音.csv"),
        (old_workbook(["内容", "日期"], ["路灯", 46086.0], ["=1+1", "昨天"]).getvalue(), "旧.xls"),
    ],
)
def test_other_formats_come_back_as_xlsx(file: bytes, name: str) -> None:
    returned = back(BytesIO(file), name)

    page = page_of(returned)

    assert returned.name.endswith("-错误原因.xlsx")
    assert [cell.value for cell in page[1]] == ["内容", "日期", "错误原因"]
    assert page["A2"].value == "路灯"
    assert (page["A3"].value, page["A3"].data_type) == ("=1+1", "s")
    assert "昨天" in str(page["C3"].value)


def test_of_a_big_file_only_the_wrong_rows_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returning, "KEPT_ROWS", 4)
    returned = back(sheet(["登记表"], HEADERS, GOOD, WRONG, GOOD))

    page = page_of(returned)

    assert not returned.whole
    assert [page.cell(row, 2).value for row in range(1, page.max_row + 1)] == ["内容", "水渠", "村口路灯不亮"]
    assert str(page["I2"].value).startswith("原第4行：“日期”")


def test_a_file_with_an_unknown_extension_raises_no_warning() -> None:
    book = opened(sheet(HEADERS, WRONG))
    file = saved(book)
    content = BytesIO()

    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"</worksheet>", extension) if "sheet1" in name else part)

    assert "昨天" in str(page_of(back(content))["I2"].value)


def test_a_workbook_whose_formats_cannot_be_kept_comes_back_all_the_same() -> None:
    file, odd = sheet(HEADERS, WRONG), BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(odd, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, part.replace(b"<workbookView ", b'<workbookView odd="1" ') if "workbook.xml" in name else part
            )

    returned = back(odd)

    assert returned.whole
    assert "昨天" in str(page_of(returned)["I2"].value)
