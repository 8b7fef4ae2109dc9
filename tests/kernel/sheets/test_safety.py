"""What is turned away at the door, and the sentence said."""

import struct
import zipfile
from io import BytesIO

import pytest

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets import limits
from sanxin.kernel.sheets.safety import inspect
from tests.kernel.sheets import builders
from tests.kernel.sheets.builders import RELATION, RELATIONS, hand_made, old_workbook, ole, record, sheet


def refusal(file: BytesIO, name: str = "声音.xlsx") -> Refused:
    with pytest.raises(Refused) as refused:
        inspect(file, name)
    return refused.value


def code(file: BytesIO, name: str = "声音.xlsx") -> str:
    return refusal(file, name).code.removeprefix("kernel.sheets.")


def test_an_honest_file_passes_and_its_cells_are_counted() -> None:
    file = sheet(builders.HEADERS, builders.GOOD)

    assert inspect(file, "声音.xlsx").format == "xlsx"
    assert inspect(file, "声音.XLSX").cells == 16
    assert file.tell() == 0


def test_an_old_workbook_passes() -> None:
    assert inspect(old_workbook(["内容", "日期"], ["路灯", 46086.0]), "旧.xls").cells == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_passes_in_the_encodings_offices_use(encoding: str) -> None:
    assert inspect(BytesIO("内容,日期\n路灯,2026-03-05\n".encode(encoding)), "声音.csv").format == "csv"


def test_an_empty_file() -> None:
    assert code(BytesIO()) == "empty"


def test_a_file_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.kernel.sheets.safety.FILE_BYTES", 100)

    assert code(sheet(builders.HEADERS)) == "too_large"


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a", "a.ods", "a.et", "a.xlsb"])
def test_a_name_that_is_no_sheet(name: str) -> None:
    assert code(sheet(builders.HEADERS), name) == "format"


@pytest.mark.parametrize("name", ["声音.xlsx", "声音.xls", "声音.csv"])
def test_a_renamed_program(name: str) -> None:
    refused = refusal(BytesIO(b"MZ\x90\0" + bytes(200)), name)

    assert refused.code == "kernel.sheets.disguised"
    assert refused.field == "file"
    assert "程序" in refused.sentence


def test_a_web_page_named_xls() -> None:
    assert "网页" in refusal(BytesIO(b"<html><table><tr><td>1</td></tr></table>"), "导出.xls").sentence


def test_a_modern_workbook_named_xls_and_the_reverse() -> None:
    assert code(sheet(builders.HEADERS), "声音.xls") == "disguised"
    assert code(old_workbook(["内容"]), "声音.xlsx") == "disguised"


def test_a_text_document_named_xls() -> None:
    assert code(ole({"WordDocument": b"text"}), "材料.xls") == "disguised"


def test_a_zip_that_is_no_workbook() -> None:
    assert code(builders.zipped({"a.txt": "hello"})) == "broken"


def test_a_truncated_workbook() -> None:
    assert code(BytesIO(sheet(builders.HEADERS).getvalue()[:-60])) == "broken"


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/VBAPROJECT.BIN"])
def test_macros_inside_a_workbook(part: str) -> None:
    assert code(hand_made(builders.ONE_CELL, (part, b"Sub Auto_Open"))) == "macros"


def test_a_macro_workbook_by_its_name() -> None:
    assert code(sheet(builders.HEADERS), "声音.xlsm") == "macros"


def test_macros_in_an_old_workbook() -> None:
    assert code(old_workbook(["内容"], streams={"_VBA_PROJECT_CUR": b"macro"}), "旧.xls") == "macros"


def test_a_macro_sheet_in_an_old_workbook() -> None:
    bound = record(0x0085, b"\0\0\0\0\0\x01\x01\0M")

    assert code(old_workbook(["内容"], records=bound), "旧.xls") == "macros"


def test_a_password() -> None:
    locked = ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})

    assert code(locked) == "locked"
    assert code(old_workbook(["内容"], records=record(0x002F, b"\1\0")), "旧.xls") == "locked"


def test_parts_that_unpack_to_far_too_much() -> None:
    bomb = hand_made(builders.ONE_CELL, ("xl/media/a.bin", bytes(30 * 1024**2)))

    assert len(bomb.getvalue()) < 100_000
    assert code(bomb) == "bomb"


def test_a_sheet_that_claims_two_gigabytes() -> None:
    assert code(builders.claiming(hand_made(), "xl/worksheets/sheet1.xml", 2**31)) == "bomb"


def test_a_sheet_that_claims_to_be_small_and_is_not() -> None:
    liar = builders.claiming(hand_made(builders.ONE_CELL * 5000), "xl/worksheets/sheet1.xml", 400)

    assert code(liar) == "bomb"


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PARTS", 10)

    assert code(hand_made(builders.ONE_CELL, *((f"xl/media/{n}.png", b"") for n in range(10)))) == "bomb"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="200001"><c r="A200001"><v>1</v></c></row>',
        '<row r="1"><c r="ZZ1"><v>1</v></c></row>',
        "<row r='150000'><c r = '&#71;R150000'><is><t>x</t></is></c></row>",
        '<row r="99999999999"><c><v>1</v></c></row>',
    ],
)
def test_a_cell_so_far_away_that_reading_would_exhaust_the_server(cells: str) -> None:
    assert code(hand_made(cells)) == "too_many_cells"


def test_a_far_away_cell_in_an_old_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 1000)
    far = record(0x0203, b"\xff\xff\xff\x00" + bytes(10))

    assert code(old_workbook(["内容"], records=far), "旧.xls") == "too_many_cells"


@pytest.mark.parametrize("claim", [(0, 2**31, 0, 256), (0, 65_536, 0, 65_535), (9, 2, 0, 4), (0, 2, 9, 4)])
def test_an_old_workbook_that_claims_to_span_the_world(claim: tuple[int, int, int, int]) -> None:
    dimensions = record(0x0200, struct.pack("<IIHHH", *claim, 0))

    assert code(old_workbook(["内容"], records=dimensions), "旧.xls") == "too_many_cells"


def test_a_merge_over_the_whole_sheet() -> None:
    cells = builders.ONE_CELL + '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>'

    assert code(hand_made(cells)) == "too_many_cells"


@pytest.mark.parametrize("claim", ["4294967295", "99999999999999999999", "10000001"])
def test_a_list_that_claims_to_be_endless(claim: str) -> None:
    strings = f'<sst xmlns="{builders.MAIN}" uniqueCount="{claim}"><si><t>a</t></si></sst>'

    assert code(hand_made(builders.ONE_CELL, ("xl/sharedStrings.xml", strings))) == "too_many_cells"


def test_formats_without_content_reach_as_far_as_they_like() -> None:
    """A whole column in red is not a big sheet; WPS writes such files every day."""
    cells = builders.ONE_CELL + '<row r="1048576"><c r="A1048576" s="0"/></row>'

    assert inspect(hand_made(cells), "声音.xlsx").cells == 2


def test_entities() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    evil = builders.parts()
    evil["xl/worksheets/sheet1.xml"] = f'<?xml version="1.0"?>{laughs}<worksheet>&b;</worksheet>'

    assert code(builders.zipped(evil)) == "entities"


def test_entities_in_another_encoding() -> None:
    evil = builders.parts()
    evil["docProps/app.xml"] = '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'.encode("utf-16")

    assert code(builders.zipped(evil)) == "entities"


def test_links_to_other_files() -> None:
    part = ("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert code(hand_made(builders.ONE_CELL, part)) == "links"

    fetched = (
        f'{RELATIONS}<Relationship Id="r" Type="{RELATION}/image" Target="https://x.example" TargetMode="External"/>'
    )
    drawing = ("xl/drawings/_rels/drawing1.xml.rels", fetched + "</Relationships>")
    assert code(hand_made(builders.ONE_CELL, drawing)) == "links"


def test_a_link_to_click_is_harmless() -> None:
    link = f'Type="{RELATION}/hyperlink" Target="https://x.example" TargetMode="External"'
    clicked = f'{RELATIONS}<Relationship Id="r" {link}/>'
    inspect(
        hand_made(builders.ONE_CELL, ("xl/worksheets/_rels/sheet1.xml.rels", clicked + "</Relationships>")), "a.xlsx"
    )


def test_a_sheet_hidden_under_another_ending() -> None:
    evil = builders.parts()
    evil["xl/_rels/workbook.xml.rels"] = str(evil["xl/_rels/workbook.xml.rels"]).replace("sheet1.xml", "sheet1.png")

    assert code(builders.zipped(evil)) == "broken"


def test_embedded_files() -> None:
    assert code(hand_made(builders.ONE_CELL, ("xl/embeddings/oleObject1.bin", b"MZ"))) == "embedded"


def test_text_that_is_no_text() -> None:
    assert code(BytesIO(bytes([0x80, 0xFF, 0xFE, 0x81]) * 50), "a.csv") == "encoding"
    assert code(BytesIO(b"a,b\0c"), "a.csv") == "not_text"


def test_an_old_workbook_whose_sectors_loop() -> None:
    content = bytearray(old_workbook(["内容"]).getvalue())
    content[-512:-508] = (0).to_bytes(4, "little")

    assert code(BytesIO(bytes(content)), "旧.xls") == "broken"


@pytest.mark.parametrize("cut", [8, 100, 511, 600, 1500])
def test_a_torn_old_workbook(cut: int) -> None:
    assert code(BytesIO(old_workbook(["内容"]).getvalue()[:cut]), "旧.xls") == "broken"


def test_two_parts_of_one_name() -> None:
    file = hand_made()
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", builders.BOOK)
    file.seek(0)

    assert code(file) == "broken"
