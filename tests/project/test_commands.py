"""The console script: every verb is documented, mistakes of set-up get a sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sanxin.project.cli import PURPOSES, VERBS, main

ROOT = Path(__file__).resolve().parents[2]


def sanxin(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sanxin", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_verb_has_a_paragraph() -> None:
    documented = re.findall(r"^## (\w+)$", (ROOT / "docs/commands.md").read_text(), re.M)

    assert set(VERBS) | {"import", "audit"} <= set(documented)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_explains_itself(verb: str) -> None:
    if verb in {"worker"}:
        pytest.skip("hands its options to Django's worker")
    answer = sanxin(verb, "--help")

    assert answer.returncode == 0
    assert verb in answer.stdout


def test_a_wrong_setting_is_a_sentence_not_a_traceback() -> None:
    answer = sanxin("check", SANXIN_HTTPS="maybe")

    assert answer.returncode == 2
    assert "SANXIN_HTTPS" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_djangos_commands_stay_reachable() -> None:
    assert "System check" in sanxin("check").stdout + sanxin("check").stderr


@pytest.mark.parametrize("asked", [[], ["help"], ["--help"]])
def test_asked_for_help_it_names_every_verb_of_ours(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked) == 0

    said = capsys.readouterr().out
    assert set(VERBS) <= set(PURPOSES) == {line.split()[0] for line in said.splitlines() if line.startswith("  ")}


def test_help_about_a_verb_is_the_verbs_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["help", "backup"])

    assert ended.value.code == 0
    assert "--without-keys" in capsys.readouterr().out


def test_a_slip_of_the_keyboard_is_told_what_may_be_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bakup"]) == 2
    assert "backup" in capsys.readouterr().err


def test_the_version_is_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"sanxin \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("verb", [("audit", "verify"), ("backup", "b.zip"), ("reindex",)])
def test_a_database_not_laid_out_yet_is_a_sentence(verb: tuple[str, ...], tmp_path: Path) -> None:
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}", "SANXIN_HOME": str(tmp_path)}

    answer = sanxin(*verb[:1], *(str(tmp_path / word) if "." in word else word for word in verb[1:]), **database)

    assert answer.returncode == 2
    assert "sanxin migrate" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not list(tmp_path.glob("b.zip*"))


def test_a_database_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    away = "postgresql://somebody:secret-word@127.0.0.1:1/none"

    answer = sanxin("audit", "verify", DATABASE_URL=away, SANXIN_HOME=str(tmp_path))

    assert answer.returncode == 2
    assert "DATABASE_URL" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "secret-word" not in answer.stderr


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite3").write_bytes(b"nothing of the kind" * 500)

    answer = sanxin(
        "audit", "verify", DATABASE_URL=f"sqlite:///{tmp_path / 'letter.sqlite3'}", SANXIN_HOME=str(tmp_path)
    )

    assert answer.returncode == 2
    assert "not a database" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("scale", ["items", "items=many", "items=-5", "letters=3"])
def test_a_scale_that_cannot_be_meant_is_a_sentence(scale: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--scale", scale])

    assert ended.value.code == 2
    assert "items" in capsys.readouterr().err
