"""One consistent view of the database while people go on writing."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

SNAPSHOT = "backup_snapshot"


class CannotBackUp(Exception):
    """The file cannot be written, or the database cannot be copied; the sentence says why."""


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a database that stands still: a copy on SQLite, one transaction on PostgreSQL."""
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory(prefix="sanxin-backup-") as folder:
            yield from _copy_of_sqlite(Path(folder) / "copy.sqlite3")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield "default"


def _copy_of_sqlite(path: Path) -> Iterator[str]:
    """All pages in one step: the step-wise copy restarts at each foreign write and may never finish."""
    connection.ensure_connection()
    target = sqlite3.connect(path)
    try:
        connection.connection.backup(target, pages=-1)
    except sqlite3.Error as problem:
        raise CannotBackUp(f"数据库抄不到 {path.parent} / cannot be copied there: {problem}") from problem
    finally:
        target.close()
    settings = {**connection.settings_dict, "NAME": str(path), "OPTIONS": {}}
    connections.databases[SNAPSHOT] = settings
    try:
        with connections[SNAPSHOT].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            answer = cursor.fetchone()[0]
            if answer != "ok":
                raise CannotBackUp(f"数据库已损坏，请从上一个备份恢复 / the database is damaged: {answer}")
        yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.databases[SNAPSHOT]
