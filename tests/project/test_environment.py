"""Settings come from the environment and are loud when wrong."""

import re
from pathlib import Path

import pytest

from sanxin.project import environment as env

ROOT = Path(__file__).resolve().parents[2]


def test_a_flag_is_one_or_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIN_HTTPS", "maybe")

    with pytest.raises(env.WrongSetting, match="SANXIN_HTTPS='maybe'"):
        env.flag("SANXIN_HTTPS", False)


@pytest.mark.parametrize("value", ["abc", "-1", "70000", ""])
def test_a_number_stays_in_its_range(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)

    with pytest.raises(env.WrongSetting, match="PORT"):
        env.number("PORT", 8000, least=1, most=65535)


def test_a_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "audit.key"

    first, second = env.secret("SANXIN_NO_SUCH", path), env.secret("SANXIN_NO_SUCH", path)

    assert first == second
    assert len(first) >= 48
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_variable_is_documented() -> None:
    source = (ROOT / "src/sanxin/project").rglob("*.py")
    used = {name for path in source for name in re.findall(r'"(SANXIN_[A-Z_]+|PORT|DATABASE_URL)"', path.read_text())}
    documented = set(re.findall(r"`(SANXIN_[A-Z_]+|PORT|DATABASE_URL)`", (ROOT / "docs/settings.md").read_text()))

    assert used == documented
