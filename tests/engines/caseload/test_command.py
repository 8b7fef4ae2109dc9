"""The command: a workbook in, a plan out, and a sentence naming sheet, row and column for every wrong file."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from sanxin_engines.caseload.command import main

SHEETS: dict[str, list[list[Any]]] = {
    "staff": [
        ["id", "name", "unit", "lat", "lon", "home_village", "skills", "min_members"],
        ["s1", "程晓岚", "二科", 29.0, 117.0, "v2", "law", 0],
        ["s2", "何志明", "二科", 29.1, 117.1, "", "", 0],
    ],
    "villages": [
        ["id", "name", "lat", "lon", "needs"],
        ["v1", "竹坑", 29.0, 117.02, ""],
        ["v2", "双溪", 29.1, 117.1, ""],
    ],
    "members": [["id", "village", "lat", "lon", "difficulty"], ["m1", "v1", "", "", 3], ["m2", "v2", "", "", 1]],
    "last_year": [["staff", "kind", "target"], ["s1", "village", "v1"]],
    "forbidden": [["staff", "kind", "target"], ["s2", "member", "m1"]],
}
CHINESE: dict[str, list[list[Any]]] = {
    "干部": [["编号", "姓名", "单位", "纬度", "经度", "最少党员数"], ["001", "程晓岚", "二科", 29.0, 117.0, 0]],
    "村": [["编号", "名称", "纬度", "经度"], [360281106201, "竹坑", 29.0, 117.02]],
    "困难党员": [["编号", "所在村", "困难程度"], ["m1", 360281106201, "特困"]],
    "上年": [["干部", "类别", "对象"], ["001", "村", 360281106201]],
}


def book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_a_workbook_becomes_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(book(tmp_path / "in.xlsx", SHEETS)), "-o", str(tmp_path / "plan.json")]) == 0

    made = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert {one["target"]: one["staff"] for one in made["villages"]["assignments"]} == {"v1": "s1", "v2": "s2"}
    first = made["villages"]["assignments"][0]
    assert set(first) >= {"staff", "target", "km", "reason", "next_best", "next_km", "kept"}
    assert (first["reason"], first["kept"]) == ("kept", True)
    assert made["villages"]["gap"] == 0
    assert made["villages"]["objective"] == made["villages"]["bound"]
    assert {one["target"]: one["staff"] for one in made["members"]["assignments"]}["m1"] == "s1"
    assert "2 个有了联系人" in capsys.readouterr().err


def test_chinese_sheets_and_headings_are_understood(tmp_path: Path) -> None:
    assert main([str(book(tmp_path / "in.xlsx", CHINESE)), "-o", str(tmp_path / "plan.xlsx")]) == 0

    sheets = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert sheets.sheetnames == ["安排", "没安排上的", "总账"]
    rows = list(sheets["安排"].values)
    assert rows[1][:7] == ("村", "360281106201", "竹坑", "001", "程晓岚", 1.9, "沿用上年")
    assert rows[2][0] == "困难党员"


def test_what_is_left_over_stands_in_its_own_sheet(tmp_path: Path) -> None:
    short = CHINESE | {"干部": [[*CHINESE["干部"][0], "最多村数", "最少村数"], [*CHINESE["干部"][1], 0, 0]]}
    main([str(book(tmp_path / "in.xlsx", short)), "-o", str(tmp_path / "plan.xlsx")])

    rows = list(openpyxl.load_workbook(tmp_path / "plan.xlsx")["没安排上的"].values)
    assert rows[1][:4] == ("村", "360281106201", "竹坑", "名额满了（1 人）")


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    source = str(book(tmp_path / "in.xlsx", SHEETS))
    for name in ("a.json", "b.json"):
        main([source, "-o", str(tmp_path / name)])

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def changed(sheet: str, row: int, column: int, value: Any) -> dict[str, list[list[Any]]]:
    rows = [list(one) for one in SHEETS[sheet]]
    rows[row][column] = value
    return SHEETS | {sheet: rows}


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"villages": SHEETS["villages"]}, "没有 staff（干部）这张表"),
        (SHEETS | {"staff": [["name"], ["程晓岚"]]}, "staff 表第 1 行没有 id（编号）这一列"),
        (changed("staff", 2, 0, ""), "staff 表第 3 行的 id 是空的"),
        (changed("staff", 1, 3, "北"), "staff 表第 2 行的 lat “北”不是数"),
        (changed("staff", 1, 3, 129), "lat 要在 -90 到 90 之间"),
        (changed("staff", 1, 7, 1.5), "min_members 要写 0 以上的整数"),
        (changed("last_year", 1, 1, "town"), "last_year 表第 2 行的 kind 只能是"),
        (changed("staff", 2, 0, "s1"), "“s1”出现了两次"),
    ],
)
def test_a_wrong_workbook_is_refused_with_sheet_row_and_column(
    tmp_path: Path, sheets: dict[str, list[list[Any]]], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(book(tmp_path / "in.xlsx", sheets)), "-o", str(tmp_path / "plan.json")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "plan.json").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["in.xlsx", "-o", "plan.txt"], "要以 .json 或 .xlsx 结尾"),
        (["in.xlsx", "-o", "nowhere/plan.json"], "没有文件夹"),
        (["in.xlsx", "--change-km", "-1", "-o", "plan.json"], "命令写法不对"),
        (["none.xlsx", "-o", "plan.json"], "打不开“none.xlsx”"),
        (["in.txt", "-o", "plan.json"], "打不开“in.txt”"),
    ],
)
def test_wrong_options_and_files_are_refused(
    tmp_path: Path,
    options: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    book(tmp_path / "in.xlsx", SHEETS)
    (tmp_path / "in.txt").write_text("no workbook", encoding="utf-8")

    assert main(options) == 2
    assert said in capsys.readouterr().err


def test_prices_are_settings(tmp_path: Path) -> None:
    far = SHEETS | {"last_year": [["staff", "kind", "target"], ["s2", "village", "v1"]]}
    source = str(book(tmp_path / "in.xlsx", far))

    def contact(*options: str) -> str:
        main([source, *options, "-o", str(tmp_path / "plan.json")])
        made = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
        return str(next(one["staff"] for one in made["villages"]["assignments"] if one["target"] == "v1"))

    assert contact("--change-km", "0") == "s1"
