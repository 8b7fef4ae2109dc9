"""Say what a database is made of, as JSON: `main()` in a process of its own."""

import json
import re
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

PARTS = re.compile(r"""(?:[^,()'"]|'[^']*'|"[^"]*"|\((?:[^()'"]|'[^']*'|"[^"]*"|\((?:[^()]|\([^()]*\))*\))*\))+""")
"""What stands between the commas of a CREATE TABLE, brackets and quotes kept whole."""


def main() -> None:
    from sanxin.kernel.models import CalendarDay

    of_vendor = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    said = {
        "names": sorted(connection.introspection.table_names()),
        "applied": sorted(map(list, MigrationRecorder(connection).applied_migrations())),
        "days": CalendarDay.objects.count(),
        "parts": of_vendor(),
    }
    print(json.dumps(said))


def _sqlite() -> dict[str, list[str]]:
    """The statements that made each table, its indexes and triggers; the order of columns is left out."""
    made: dict[str, list[str]] = {}
    for kind, table, sql in _rows("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        body = sql[sql.index("(") + 1 : sql.rindex(")")] if kind == "table" else sql
        parts = PARTS.findall(body) if kind == "table" else [body]
        made.setdefault(table, []).extend(re.sub(r"\s+", " ", part).strip() for part in parts)
    return {table: sorted(parts) for table, parts in made.items()}


def _postgresql() -> dict[str, list[str]]:
    asked = {
        "columns": "SELECT table_name, concat_ws(' ', column_name, data_type, character_maximum_length, is_nullable, "
        "column_default, is_identity) FROM information_schema.columns WHERE table_schema = 'public'",
        "constraints": "SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid) "
        "FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'",
        "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    }
    made: dict[str, list[str]] = {}
    for query in asked.values():
        for table, part in _rows(query):
            made.setdefault(table, []).append(part)
    return {table: sorted(parts) for table, parts in made.items()}


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
