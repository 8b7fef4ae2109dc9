"""The console script: every verb is documented, mistakes of set-up get a sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sanxin.project.cli import VERBS

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
