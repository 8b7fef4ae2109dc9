"""Only a SQLite that keeps what it acknowledged may serve."""

import sqlite3

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
