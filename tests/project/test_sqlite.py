"""Only a SQLite that keeps what it acknowledged may serve."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from sanxin.project import sqlite


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
    ],
)
def test_versions_that_can_lose_rows_are_known(version: tuple[int, int, int], safe: bool) -> None:
    assert sqlite.is_safe(version) is safe


def test_the_one_in_use_is_safe() -> None:
    assert sqlite.is_safe(sqlite3.sqlite_version_info)


def test_start_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_bundled", lambda: None)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))

    with pytest.raises(sqlite.UnsafeSqlite, match="pysqlite3"):
        sqlite.install()


OLD_LIBRARY = (
    "import sys, sqlite3; sys.modules['pysqlite3'] = None; sqlite3.sqlite_version_info = (3, 40, 1); "
    "import sanxin.project.settings"
)


@pytest.mark.parametrize(
    ("database", "refused"), [("sqlite:////tmp/never-opened.sqlite3", True), ("postgresql://u:p@h/n", False)]
)
def test_postgresql_is_a_way_out(database: str, refused: bool) -> None:
    environment = os.environ | {"DATABASE_URL": database}

    said = subprocess.run(
        [sys.executable, "-c", OLD_LIBRARY], env=environment, capture_output=True, text=True, check=False
    )

    assert ("UnsafeSqlite" in said.stderr) is refused, said.stderr
    assert (said.returncode != 0) is refused


def test_an_old_wheel_does_not_take_the_place_of_a_safe_library(monkeypatch: pytest.MonkeyPatch) -> None:
    old: Any = SimpleNamespace(sqlite_version_info=(3, 51, 1))
    monkeypatch.setattr(sqlite, "_bundled", lambda: old)

    sqlite.install()

    assert sys.modules["sqlite3"] is not old


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("mmap_size", 0)])
def test_a_database_file_is_opened_so_that_it_keeps_what_it_acknowledged(
    tmp_path: Path, pragma: str, value: object
) -> None:
    code = (
        "import django; django.setup(); from django.db import connection as c; "
        f"print(*c.cursor().execute('PRAGMA {pragma}').fetchone())"
    )
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'a.sqlite3'}", "DJANGO_SETTINGS_MODULE": "sanxin.project.settings"
    }  # fmt: skip

    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == str(value)


@pytest.mark.django_db
@pytest.mark.parametrize(("pragma", "value"), [("synchronous", 2), ("mmap_size", 0), ("foreign_keys", 1)])
def test_settings_that_keep_acknowledged_rows(pragma: str, value: int) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        row = cursor.fetchone()

    assert (row or (0,))[0] == value


def test_transactions_begin_immediate() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert not connection.settings_dict["ATOMIC_REQUESTS"]
