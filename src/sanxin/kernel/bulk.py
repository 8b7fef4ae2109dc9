"""Thousands of new rows at once, without building one SQL text for them: COPY on PostgreSQL, executemany on SQLite.

    values = bulk.values_of(Voice, voices)     # before the transaction: what costs time in Python
    bulk.insert(Voice, values)                 # inside it

Fields fill themselves only from the instance: no `auto_now`, no signal, no id given back.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Values = tuple[Any, ...]

ROOMY = -160_000
"""Kibibytes, as SQLite counts them: below nothing."""
_PLAIN = (models.CharField, models.TextField, models.PositiveIntegerField, models.BooleanField)
"""Fields whose values the drivers take as they are; exactly these, for a field made from one may encrypt."""


def values_of(model: type[models.Model], things: Iterable[Any]) -> list[Values]:
    """Rows as the database takes them; of a thing only the attributes named like the model's columns are asked."""
    columns = []
    kept = list(things)
    for field in _fields(model):
        column = map(attrgetter(field.attname), kept)
        prepare = _prepare(field)
        columns.append(column if prepare is None else [None if it is None else prepare(it) for it in column])
    return list(zip(*columns, strict=True))


def insert(
    model: type[models.Model], rows: Iterable[Values], *, more: Sequence[str] = (), first: Sequence[str] = ()
) -> None:
    """Write rows of `values_of`; `first` and `more` name columns beside the model's fields, before and after them."""
    columns = [*first, *(field.column for field in _fields(model)), *more]
    names = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))  # noqa: S608 - own names


@contextmanager
def roomy() -> Iterator[None]:
    """Around the transaction of an import: SQLite keeps what is written in memory until it is committed.

    With the usual 32 MB it writes index pages out again and again while everybody else waits.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = {ROOMY}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {usual}")


def _fields(model: type[models.Model]) -> list[Any]:
    """All columns but an id the database counts."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]


def _prepare(field: Any) -> Callable[[Any], Any] | None:
    here = connections[DEFAULT_DB_ALIAS]  # the connection itself: its thread-local stand-in costs more than the work
    meant = field
    while isinstance(meant, models.ForeignKey):
        meant = meant.target_field
    if type(meant) in _PLAIN:
        return None
    if type(meant) is models.UUIDField:
        return None if here.features.has_native_uuid_field else attrgetter("hex")
    return lambda value: field.get_db_prep_save(value, here)
