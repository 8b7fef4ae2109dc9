"""`sanxin synthesize`: a sheet in, a result out, or one sentence in two languages."""

import csv
import json
from pathlib import Path

import pytest

from sanxin_engines.opinions.command import main
from tests.engines.opinions.sample import letters


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "letters.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["留言编号", "留言用户", "留言主题", "留言详情", "留言时间", "点赞数"])
        for voice in letters():
            writer.writerow([voice.id, voice.author, voice.title, voice.text, voice.at, voice.likes])
    return path


@pytest.mark.parametrize("name", ["out.json", "out.xlsx", "out.html"])
def test_it_writes_each_kind(source: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]):
    assert main(["synthesize", str(source), "-o", str(tmp_path / name)]) == 0

    assert (tmp_path / name).stat().st_size > 500
    assert "[5/5]" in capsys.readouterr().err


def test_the_same_sheet_gives_the_same_bytes(source: Path, tmp_path: Path):
    main([str(source), "-o", str(tmp_path / "a.json")])
    main([str(source), "-o", str(tmp_path / "b.json")])

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_ids_are_those_of_the_sheet(source: Path, tmp_path: Path):
    main([str(source), "-o", str(tmp_path / "a.json"), "--now", "2026-07-01"])

    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    placed = [voice for problem in found["problems"] for voice in problem["voices"]] + found["unassigned"]
    assert sorted(placed) == [voice.id for voice in letters()]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["missing.csv", "-o", "out.json"], "打不开"),
        (["{source}", "-o", "out.pdf"], "不认识输出"),
        (["{source}", "-o", "nowhere/out.json"], "没有文件夹"),
        (["{source}", "-o", "out.json", "--text", "颜色"], "没有“颜色”这一列"),
        (["{source}", "-o", "out.json", "--now", "明天"], "看不懂日期"),
        (["{source}"], "命令写法不对"),
        ([], "命令写法不对"),
        (["{source}", "-o", "out.json", "--colour", "red"], "命令写法不对"),
    ],
)
def test_every_refusal_is_a_sentence_in_two_languages(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
):
    monkeypatch.chdir(tmp_path)

    assert main([argument.format(source=source) for argument in arguments]) == 2

    lines = capsys.readouterr().err.strip().splitlines()
    assert sentence in lines[-2]
    assert lines[-1].isascii() or "颜色" in lines[-1] or "明天" in lines[-1]
    assert not (tmp_path / "out.json").exists()


def test_a_target_that_cannot_be_written_is_refused(source: Path, tmp_path: Path):
    (tmp_path / "out.json").mkdir()

    assert main([str(source), "-o", str(tmp_path / "out.json")]) == 2
