"""Settings come from the environment and are loud when wrong."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sanxin.project import environment as env

ROOT = Path(__file__).resolve().parents[2]


def test_a_flag_is_one_or_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIN_HTTPS", "maybe")

    with pytest.raises(env.WrongSetting, match="SANXIN_HTTPS='maybe'"):
        env.flag("SANXIN_HTTPS", False)


@pytest.mark.parametrize("value", ["abc", "-1", "70000", "", "²", " 80", "1e3"])
def test_a_number_stays_in_its_range(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)

    with pytest.raises(env.WrongSetting, match="PORT"):
        env.number("PORT", 8000, least=1, most=65535)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SANXIN_HOME", ""),
        ("SANXIN_HOME", "/dev/null/home"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "sanxin.sqlite3"),
        ("DATABASE_URL", "mysql://u:p@host/name"),
        ("DATABASE_URL", "postgresql://u:p@host"),
        ("DATABASE_URL", "postgresql://u:p@host:port/name"),
        ("SANXIN_HOSTS", "localhost,https://sanxin.example"),
        ("SANXIN_HOSTS", "sanxin.example:8000"),
        ("SANXIN_ADDRESS", "sanxin.example"),
        ("SANXIN_ADDRESS", "https://sanxin.example/?a=1"),
        ("SANXIN_LANGUAGE", "de"),
        ("SANXIN_LOG_LEVEL", "loud"),
        ("SANXIN_ROBOT_HOSTS", "https://robot.example"),
        ("SANXIN_ROBOT_CA", "/no/such.pem"),
        ("SANXIN_ROBOT_CA", "pyproject.toml"),
        ("SANXIN_RATE_LIMITS", "serch=1/60"),
        ("SANXIN_PASSWORD_MIN_LENGTH", "4"),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)

    said = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=False)

    assert said.returncode == 2
    assert said.stderr.startswith(name)
    assert "Traceback" not in said.stderr
    assert ":p@" not in said.stderr, "a password"


START = "import sys; from sanxin.project.cli import main; sys.exit(main(['check']))"


def test_right_values_are_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SANXIN_HOSTS", "sanxin.example.gov.cn, .内网.cn,[::1],*")
    monkeypatch.setenv("SANXIN_ADDRESS", "https://sanxin.example.gov.cn:8443/")
    monkeypatch.setenv("SANXIN_ROBOT_HOSTS", "robot.example,10.0.0.8:8443")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@host:5433/name")

    assert env.hosts("SANXIN_HOSTS") == ["sanxin.example.gov.cn", ".内网.cn", "[::1]", "*"]
    assert env.address("SANXIN_ADDRESS") == "https://sanxin.example.gov.cn:8443/"
    assert env.hosts("SANXIN_ROBOT_HOSTS", like=env.HOST_AND_PORT) == ["robot.example", "10.0.0.8:8443"]
    assert env.database("DATABASE_URL", "")["PORT"] == 5433
    assert env.folder("SANXIN_NOT_SET", str(tmp_path / "a" / "b")).is_dir()
    assert env.address("SANXIN_NOT_SET") == env.certificates("SANXIN_NOT_SET") == ""


def test_a_name_nobody_knows_is_told_with_the_one_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    env.flag("SANXIN_HTTPS", False)
    monkeypatch.setenv("SANXIN_HTPS", "1")
    monkeypatch.setenv("SANXIN_WEB_PROCESSES", "2")

    told = env.strangers()

    assert [words for words in told if "SANXIN_HTPS" in words and "SANXIN_HTTPS" in words]
    assert not [words for words in told if "SANXIN_WEB_PROCESSES" in words]


def test_processes_that_start_at_once_take_one_key(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from sanxin.project import environment; "
        "print(environment.secret('SANXIN_NO_SUCH', Path(sys.argv[1])))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "k")], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]

    keys = {process.communicate()[0] for process in started}

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["k"]


def test_an_empty_key_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "audit.key").write_text("\n")

    with pytest.raises(env.WrongSetting, match=r"audit\.key"):
        env.secret("SANXIN_NO_SUCH", tmp_path / "audit.key")


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
