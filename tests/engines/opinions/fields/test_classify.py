"""`sanxin classify`: two sheets in, one out, or one sentence in two languages."""

import csv
from pathlib import Path

import pytest

from sanxin.project.verbs.classify import main
from tests.engines.opinions.fields.letters import letters


def sheet(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows(rows)
    return path


@pytest.fixture
def train(tmp_path: Path) -> Path:
    return sheet(tmp_path / "a.csv", [["text", "label"], *([one.text, one.label] for one in letters())])


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    return sheet(tmp_path / "b.csv", [["编号", "text"], ["7", "公交班次太少"], ["8", "天气晴朗"], ["9", ""]])


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def test_every_row_is_answered(train: Path, asked: Path, tmp_path: Path):
    assert main(["classify", "--train", str(train), "--predict", str(asked), "-o", str(tmp_path / "o.csv")]) == 0

    rows = table(tmp_path / "o.csv")
    assert list(rows[0]) == ["编号", "text", "predicted", "confidence", "unsure"]
    assert [row["编号"] for row in rows] == ["7", "8", "9"]
    assert rows[0]["predicted"] == "交通运输"
    assert [row["unsure"] for row in rows[1:]] == ["unsure", "unsure"]


def test_the_same_sheets_give_the_same_bytes(train: Path, asked: Path, tmp_path: Path):
    for name in ("o.csv", "p.csv"):
        main(["--train", str(train), "--predict", str(asked), "-o", str(tmp_path / name), "--why"])

    assert (tmp_path / "o.csv").read_bytes() == (tmp_path / "p.csv").read_bytes()
    assert "公交" in table(tmp_path / "o.csv")[0]["why"]


def test_corrections_weigh(train: Path, asked: Path, tmp_path: Path):
    corrections = sheet(tmp_path / "c.csv", [["text", "label"], ["公交班次太少", "教育文体"]])

    options = ["--train", str(train), "--predict", str(asked), "--corrections", str(corrections)]
    assert main([*options, "-o", str(tmp_path / "o.csv")]) == 0

    assert table(tmp_path / "o.csv")[0]["predicted"] == "教育文体"


def test_known_labels_are_compared(train: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    known = sheet(tmp_path / "k.csv", [["text", "label"], *([one.text, one.label] for one in letters(20, seed=3))])

    main(["--train", str(train), "--predict", str(known), "-o", str(tmp_path / "o.csv")])

    assert "macro-F1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "chinese", "english"),
    [
        ([["text", "label"], ["甲", "一"], ["", "二"]], "第 3 行的“text”是空的", "row 3, column 'text'"),
        ([["text", "label"], ["甲", "一"], ["乙"]], "第 3 行的“label”是空的", "row 3, column 'label'"),
        ([["内容", "标签"], ["甲", "一"], ["乙", ""]], "第 3 行的“标签”是空的", "row 3, column '标签'"),
        ([["内容", "颜色"], ["甲", "红"]], "没有标签列", "No column with the label"),
        ([["颜色", "label"], ["红", "一"]], "没有找到内容列", "No column with the text"),
        ([["text", "label"]], "没有数据", "holds no data"),
        ([["text", "label"], ["甲", "一"], ["乙", "一"]], "至少要有两种标签", "two labels"),
        ([["text", "label"], ["甲", "一"], ["丙", "一"], ["乙", "二"]], "“二”只有 1 条", "single example"),
    ],
)
def test_what_is_wrong_with_the_examples_is_said(
    asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[list[str]], chinese: str, english: str
):
    wrong = sheet(tmp_path / "w.csv", rows)

    assert main(["--train", str(wrong), "--predict", str(asked), "-o", str(tmp_path / "o.csv")]) == 2

    said = capsys.readouterr().err.strip().splitlines()
    assert chinese in said[-2]
    assert english in said[-1]
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--train", "{train}", "--predict", "missing.csv", "-o", "{to}/o.csv"], "打不开"),
        (["--train", "{train}", "--predict", "{asked}", "-o", "{to}/o.xlsx"], "结果要写成 .csv"),
        (["--train", "{train}", "--predict", "{asked}", "-o", "{to}/none/o.csv"], "没有文件夹"),
        (["--train", "{train}", "--predict", "{asked}", "--text", "颜色", "-o", "{to}/o.csv"], "没有“颜色”这一列"),
        (["--train", "{train}"], "命令写法不对"),
    ],
)
def test_every_refusal_is_a_sentence(
    train: Path,
    asked: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
):
    assert main([argument.format(train=train, asked=asked, to=tmp_path) for argument in arguments]) == 2

    assert sentence in capsys.readouterr().err
