"""Triggers that let rows be added and never changed or taken away."""

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("kernel_event", "kernel_eventsubject")

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION kernel_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append only: %', TG_TABLE_NAME; END $$ LANGUAGE plpgsql
"""


def install(connection: BaseDatabaseWrapper, tables: tuple[str, ...] = APPEND_ONLY) -> None:
    remove(connection, tables)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in tables:
            for statement in _create(connection.vendor, table):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, tables: tuple[str, ...] = APPEND_ONLY) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            for verb in ("update", "delete", "truncate"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def _create(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        rows = [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION kernel_append_only()"
            for verb in ("update", "delete")
        ]
        return [
            *rows,
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION kernel_append_only()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append only: {table}'); END"
        for verb in ("update", "delete")
    ]
