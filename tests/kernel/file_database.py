"""Threads need a database file: SQLite's shared memory has other locks and fails at once instead of waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection


@contextmanager
def file_database() -> Iterator[None]:
    """Inside, every connection of every thread opens a file that starts as a copy of the test database."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory: Any = connection.connection
    name = connection.settings_dict["NAME"]
    with TemporaryDirectory(prefix="sanxin-threads-") as folder:
        file = str(Path(folder) / "test.sqlite3")
        in_memory.execute("VACUUM INTO ?", (file,))
        connection.settings_dict["NAME"], connection.connection = file, None
        connection.ensure_connection()  # turns the file to WAL, which a crowd cannot do at once
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"], connection.connection = name, in_memory
