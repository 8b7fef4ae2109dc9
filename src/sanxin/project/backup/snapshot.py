"""One consistent view of the database while people go on writing."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

SNAPSHOT = "backup_snapshot"


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
    connection.connection.backup(target, pages=-1)
    target.close()
    settings = {**connection.settings_dict, "NAME": str(path), "OPTIONS": {}}
    connections.databases[SNAPSHOT] = settings
    try:
        with connections[SNAPSHOT].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            answer = cursor.fetchone()[0]
            if answer != "ok":
                raise RuntimeError(f"integrity_check of the copy: {answer}")
        yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.databases[SNAPSHOT]
