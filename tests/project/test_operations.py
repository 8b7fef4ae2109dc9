"""The page for whoever runs the machine says what is true: its units, settings and commands exist."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from sanxin.kernel.sheets.limits import FILE_BYTES
from sanxin.project.cli import VERBS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "manual" / "12-operations.md").read_text(encoding="utf-8")
UNITS = re.findall(r"```ini\n(.*?)```", PAGE, re.DOTALL)
NAMES = ("sanxin.service", "sanxin-backup.service", "sanxin-backup.timer")


def test_every_command_of_the_page_exists() -> None:
    said = set(re.findall(r"sanxin ([a-z]+)(?= |`|$)", PAGE, re.MULTILINE))

    assert said >= {"run", "import", "begin", "backup", "restore", "doctor"}
    assert said - {*VERBS, *get_commands()} == set()


def test_every_setting_of_the_page_is_documented() -> None:
    known = set(re.findall(r"`(SANXIN_[A-Z_]+|PORT|DATABASE_URL)`", (DOCS / "settings.md").read_text()))

    assert set(re.findall(r"\b(SANXIN_[A-Z_]+|DATABASE_URL)\b", PAGE)) - known == set()


def test_nginx_lets_the_largest_sheet_through() -> None:
    [megabytes] = re.findall(r"client_max_body_size (\d+)m;", PAGE)

    assert int(megabytes) * 1024**2 > FILE_BYTES


@pytest.mark.parametrize(("name", "text"), list(zip(NAMES, UNITS, strict=True)))
def test_a_unit_is_one(name: str, text: str) -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(text)

    assert name in PAGE
    assert {"Unit"} < set(unit.sections())
    if name.endswith(".service"):
        assert unit["Service"]["User"] == "sanxin"
        assert unit["Service"]["ExecStart"].startswith("/")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for name, text in zip(NAMES, UNITS, strict=True):
        (tmp_path / name).write_text(text.replace("/opt/sanxin/.venv/bin/sanxin", "/bin/true"))

    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in NAMES)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    about_ours = [line for line in said.stderr.splitlines() if "sanxin" in line]
    assert about_ours == []
