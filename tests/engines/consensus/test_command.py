"""The command: files in, JSON out, and a sentence for every wrong file."""

import json
from pathlib import Path

import pytest

from sanxin_engines.consensus.command import main
from tests.engines.consensus.sample import votes


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    rows = [f"{int(one.at)},now,{one.statement},{one.voter},{one.value}" for one in votes()]
    path = tmp_path / "votes.csv"
    path.write_text("\n".join(["timestamp,datetime,comment-id,voter-id,vote", *rows]) + "\n", encoding="utf-8")
    return path


def test_votes_become_groups_and_statements(exported: Path, tmp_path: Path) -> None:
    assert main([str(exported), "--k", "2", "-o", str(tmp_path / "out.json")]) == 0

    out = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert out["k"] == 2
    assert set(out["groups"].values()) == {0, 1}
    assert set(out["statements"]["0"]) >= {"n", "agree", "disagree", "pass", "consensus", "divisive", "by_group"}
    assert set(out["statements"]["0"]["by_group"]["1"]) >= {"P", "z", "R"}


def test_moderated_statements_are_left_out(exported: Path, tmp_path: Path) -> None:
    comments = tmp_path / "comments.csv"
    comments.write_text('comment-id,moderated,comment-body\n0,1,"a, b"\n3,-1,spam\n12,0,new\n', encoding="utf-8")

    assert main([str(exported), "--comments", str(comments), "-o", str(tmp_path / "out.json")]) == 0

    statements = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["statements"]
    assert "3" not in statements
    assert statements["12"]["n"] == 0


def test_chinese_headings_and_words_are_understood(tmp_path: Path) -> None:
    words = {1: "赞成", 0: "说不好", -1: "不赞成"}
    rows = [f"{one.voter},{one.statement},{words[one.value]}" for one in votes()]
    (tmp_path / "票.csv").write_bytes("\n".join(["投票人,看法,态度", *rows]).encode("gb18030"))

    assert main([str(tmp_path / "票.csv"), "-o", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["k"] == 2


def test_the_same_file_gives_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        main([str(exported), "-o", str(tmp_path / name)])

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "是空的"),
        (b"voter-id,vote\n1,1\n", "没有“comment-id”这一列"),
        (b"comment-id,voter-id,vote\n1,2,1\n1,3,5\n", "第 3 行的“vote”是“5”"),
        (b"comment-id,voter-id,vote\n1,,1\n", "第 2 行的“voter-id”是空的"),
        (b"\xff\xfe\x00\x81\xff", "不是文本表格"),
    ],
)
def test_a_wrong_file_is_refused_with_row_and_column(
    tmp_path: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "votes.csv").write_bytes(content)

    assert main([str(tmp_path / "votes.csv"), "-o", str(tmp_path / "out.json")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--k", "0", "-o", "out.json"], "命令写法不对"),
        (["-o", "out.txt"], "要以 .json 结尾"),
        (["-o", "nowhere/out.json"], "没有文件夹"),
    ],
)
def test_wrong_options_are_refused(
    exported: Path,
    options: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(exported.parent)

    assert main([str(exported), *options]) == 2
    assert said in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.csv"), "-o", str(tmp_path / "out.json")]) == 2
    assert "打不开“none.csv”" in capsys.readouterr().err


def test_too_few_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "votes.csv").write_text("comment-id,voter-id,vote\n1,2,1\n", encoding="utf-8")

    assert main([str(tmp_path / "votes.csv"), "-o", str(tmp_path / "out.json")]) == 0
    assert "人太少" in capsys.readouterr().err
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["too_few"] is True
