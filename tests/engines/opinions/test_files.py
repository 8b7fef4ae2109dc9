"""Sheets as offices send them."""

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from sanxin_engines.opinions import TableError, synthesize
from sanxin_engines.opinions.cells import as_count, as_instant, as_text
from sanxin_engines.opinions.files import read_table, write_html, write_json, write_xlsx
from tests.engines.opinions.sample import NOW, letters

HEADERS = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数"]
ROW = [188006, "A0001", "路灯坏了", "2019/2/28 11:25:05", "东街路灯坏了", 1, 7]


def sheet(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def table(path: Path, rows: list[list[object]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as target:
        csv.writer(target).writerows(rows)
    return path


def test_headers_are_guessed(tmp_path: Path):
    [voice] = read_table(sheet(tmp_path / "a.xlsx", [HEADERS, ROW]))

    assert (voice.id, voice.author, voice.title, voice.text) == ("188006", "A0001", "路灯坏了", "东街路灯坏了")
    assert (voice.at, voice.likes, voice.dislikes) == (datetime(2019, 2, 28, 11, 25, 5), 7, 1)  # noqa: DTZ001


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_the_encodings_of_china(tmp_path: Path, encoding: str):
    rows = [["工单编号", "诉求", "受理时间", "来电人"], ["G-1", "水管爆裂", "2024-05-06", "李某"]]

    [voice] = read_table(table(tmp_path / "a.csv", rows, encoding))

    assert (voice.id, voice.text, voice.author) == ("G-1", "水管爆裂", "李某")
    assert voice.at == datetime(2024, 5, 6)  # noqa: DTZ001


@pytest.mark.parametrize("wanted", [{}, {"text": "留言详情"}])
def test_a_title_and_the_unit_may_stand_above_the_headers(tmp_path: Path, wanted: dict[str, str]):
    above: list[list[object]] = [["群众留言内容登记表"], [], ["单位：组织二科", None, "日期：2026.3.5"]]

    [voice] = read_table(sheet(tmp_path / "a.xlsx", [*above, HEADERS, ROW]), **wanted)

    assert (voice.id, voice.text) == ("188006", "东街路灯坏了")


def test_a_row_that_speaks_of_columns_is_no_header(tmp_path: Path):
    rows = [["来信", "内容概述"], ["关于内容和标题", "详情"], ["时间不对", "标题不对"]]

    assert [voice.text for voice in read_table(table(tmp_path / "a.csv", rows))] == ["详情", "标题不对"]


def test_a_table_of_headers_alone_holds_no_data(tmp_path: Path):
    with pytest.raises(TableError, match="没有数据"):
        read_table(table(tmp_path / "a.csv", [["登记表"], ["编号", "内容"]]))


def test_named_columns_win_over_guesses(tmp_path: Path):
    path = table(tmp_path / "a.csv", [["内容", "备注", "编号"], ["甲", "乙", "1"]])

    assert read_table(path, text="备注")[0].text == "乙"


def test_without_an_id_column_the_row_is_the_id(tmp_path: Path):
    assert [voice.id for voice in read_table(table(tmp_path / "a.csv", [["内容"], ["甲"], ["乙"]]))] == ["2", "3"]


def test_a_reply_is_never_taken_for_the_text(tmp_path: Path):
    path = table(tmp_path / "a.csv", [["编号", "答复内容", "诉求内容"], ["1", "已办结", "路灯坏了"]])

    assert read_table(path)[0].text == "路灯坏了"


def test_unclear_cells_are_told_and_taken_as_empty(tmp_path: Path):
    heard: list[str] = []
    path = table(tmp_path / "a.csv", [["编号", "内容", "时间", "点赞数"], ["1", "路灯", "昨天", "很多"]])

    [voice] = read_table(path, warn=lambda chinese, english: heard.append(f"{chinese} {english}"))

    assert (voice.at, voice.likes) == (None, 0)
    assert len(heard) == 2
    assert "第 2 行“时间”" in heard[0]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.docx", b"x", "不认识"),
        ("a.xlsx", b"", "空文件"),
        ("a.xlsx", b"not a sheet", "读不出来"),
        ("a.csv", "编号,内容\n".encode(), "没有数据"),
        ("a.csv", "编号,颜色\n1,红\n".encode(), "没有找到内容列"),
        ("a.csv", "编号,内容\n1,甲\n1,乙\n".encode(), "第 2 行和第 3 行"),
        ("a.csv", "编号,内容\n,甲\n".encode(), "第 2 行“编号”是空的"),
        ("a.csv", b"\xff\xff\xff\xff", "编码"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path, name: str, content: bytes, sentence: str):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(TableError, match=sentence) as refusal:
        read_table(path)

    assert len(str(refusal.value).splitlines()) == 2


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(TableError, match="打不开"):
        read_table(tmp_path / "none.csv")


def test_json_has_the_promised_shape_and_the_same_bytes(tmp_path: Path):
    synthesis = synthesize(letters(), now=NOW)

    write_json(tmp_path / "a.json", synthesis)
    write_json(tmp_path / "b.json", synthesis)

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert list(found) == ["problems", "unassigned", "crux"]
    card = found["problems"][0]
    assert list(card) == [
        "id",
        "title",
        "heat",
        "keywords",
        "quotes",
        "voices",
        "duplicates",
        "places",
        "first",
        "last",
    ]
    assert list(card["heat"]) == ["score", "people", "messages", "likes", "recency", "spread", "persistence"]
    assert list(card["quotes"][0]) == ["voice", "text"]


def test_excel_has_three_sheets_and_the_same_bytes(tmp_path: Path):
    import python_calamine

    synthesis = synthesize(letters(), now=NOW)

    write_xlsx(tmp_path / "a.xlsx", synthesis)
    write_xlsx(tmp_path / "b.xlsx", synthesis)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert book.sheet_names == ["问题", "明细", "未归入"]
    assert len(book.get_sheet_by_index(0).to_python()) == 1 + len(synthesis.problems)


def test_html_stands_alone_and_escapes_what_people_wrote(tmp_path: Path):
    from dataclasses import replace

    told = [replace(voice, title=f"<script>{voice.title}</script>") for voice in letters()]

    write_html(tmp_path / "a.html", synthesize(told, now=NOW))

    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert not any(sign in page for sign in ("<script", "http:", "https:", "src=", "<link"))


def test_nothing_found_is_still_a_page(tmp_path: Path):
    write_html(tmp_path / "a.html", synthesize([], now=NOW))

    assert "没有两件以上" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_cells():
    assert [as_text(cell) for cell in (188006.0, 1.5, None, " a ", 7)] == ["188006", "1.5", "", "a", "7"]
    assert [as_count(cell) for cell in (3.0, "1,200", "", None, "很多", -1)] == [3, 1200, 0, 0, None, None]
    assert as_instant(43524.0) == datetime(2019, 2, 28)  # noqa: DTZ001
    assert as_instant("2019年2月28日 11时25分") == datetime(2019, 2, 28, 11, 25)  # noqa: DTZ001
    assert [as_instant(cell) for cell in ("", "昨天", "2019-02-31", None)] == [None] * 4
