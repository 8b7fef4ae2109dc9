"""Keep what a release leaves behind: `python -m tests.project.releases.make tests/project/releases/NAME.sql.gz`.

Run it once for each release, from a checkout of that release, and commit the file. `test_releases.py` then loads it,
migrates it to the newest tables and looks whether everything is still there. People are invented; the keys below are
the tests' own.
"""

import gzip
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KEYS = {f"SANXIN_{name}_KEY": f"released-{name.lower()}-key-of-the-tests" for name in ("SECRET", "AUDIT", "FIELD")}


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="sanxin-release-") as home:
        os.environ |= {"SANXIN_HOME": home, "DJANGO_SETTINGS_MODULE": "sanxin.project.settings", **KEYS}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        from tests.project.releases.year import spend_a_year

        call_command("migrate", verbosity=0)
        spend_a_year()
        lacking = empty_tables()
        if lacking:
            raise SystemExit(f"no rows of: {', '.join(lacking)}")
        target.write_bytes(gzip.compress(dump().encode(), 9, mtime=0))
        print(f"{target}: {target.stat().st_size // 1024} KB")


def empty_tables() -> list[str]:
    """Our own tables that the year left without a row: a migration of them would not be tested."""
    from django.apps import apps

    ours = [model for model in apps.get_models() if model.__module__.startswith("sanxin.")]
    return [model._meta.label for model in ours if not model._base_manager.exists()]


def dump() -> str:
    """The whole SQLite database as SQL: tables, rows, indexes, triggers, the search index."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        known = cursor.fetchall()
        virtual = [name for kind, name, sql in known if kind == "table" and "VIRTUAL" in sql]
        made = [(kind, name, sql) for kind, name, sql in known if not _comes_by_itself(name, virtual)]
        lines = [sql for kind, _name, sql in made if kind == "table"]
        for kind, name, _sql in known:
            if kind == "table" and name not in virtual:
                lines += _rows(cursor, name)
        lines += [sql for kind, _name, sql in made if kind != "table"]
    return "BEGIN;\n" + ";\n".join(lines) + ";\nCOMMIT;\n"


def _comes_by_itself(name: str, virtual: list[str]) -> bool:
    """Tables that SQLite makes beside another."""
    return name.startswith("sqlite_") or any(name.startswith(f"{one}_") for one in virtual)


def _rows(cursor: Any, table: str) -> Iterator[str]:
    cursor.execute(f'PRAGMA table_xinfo("{table}")')
    names = [f'"{column[1]}"' for column in cursor.fetchall() if column[6] == 0]  # not those SQLite computes
    quoted = " || ',' || ".join(f"quote({name})" for name in names)
    yield f'DELETE FROM "{table}"'  # what SQLite put there by itself
    cursor.execute(f'SELECT {quoted} FROM "{table}"')
    for (values,) in cursor.fetchall():
        yield f'INSERT INTO "{table}" ({",".join(names)}) VALUES ({values})'


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
