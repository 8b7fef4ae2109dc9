"""The empty form can be filled in and read by the very kind it was made for."""

from io import BytesIO

from openpyxl import load_workbook

from sanxin.kernel.sheets.template import make_template
from tests.kernel.sheets.builders import CONTEXT, VOICES, checked, saved


def template() -> BytesIO:
    with make_template(VOICES, CONTEXT) as file:
        return BytesIO(file.read())


def test_it_has_a_title_a_note_headers_and_a_sample() -> None:
    page = load_workbook(template()).worksheets[0]

    assert page["A1"].value == "声音"
    assert {str(merged) for merged in page.merged_cells.ranges} == {"A1:H1", "A2:H2"}
    assert [cell.value for cell in page[3]] == ["序号", "内容*", "日期*", "乡镇", "电话", "户数", "金额", "是否解决"]
    assert [page["A4"].value, page["B4"].value] == ["示例", "村口路灯不亮"]
    assert page["B3"].font.color.rgb == "FFC00000"


def test_phones_are_text_and_choices_drop_down() -> None:
    book = load_workbook(template())
    page = book.worksheets[0]

    offers = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}

    assert page.column_dimensions["E"].number_format == "@"
    assert offers == {"D4:D5001": "'选项'!$D$1:$D$3", "H4:H5001": "'选项'!$H$1:$H$2"}
    assert [cell.value for cell in book["选项"]["D"]] == ["洪岩镇", "众埠镇", "双田镇"]
    assert book["选项"].sheet_state == "hidden"


def test_the_empty_form_imports_nothing() -> None:
    assert checked(template()).counts.read == 0


def test_a_filled_form_is_read() -> None:
    book = load_workbook(template())
    for at, value in enumerate([1, "路灯", "2026.3.5", "洪岩镇", "13800000000", 3, 1.5, "是"], start=1):
        book.worksheets[0].cell(5, at, value)

    found = checked(saved(book))

    assert (found.counts.ready, found.counts.notes) == (1, 1)
    assert found.rows[0].values["town"] == "106"
