"""Write to the index, in the transaction of whoever changes the thing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction

from sanxin.kernel import bulk
from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search import ahead, backends
from sanxin.kernel.search import kinds as registered

LONGEST = 12_000
"""Characters of a body that can be found; PostgreSQL cannot count positions much further."""
LONGEST_TITLE = 300
BATCH = 500

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """What can be found of one thing."""

    kind: str
    id: UUID
    county_id: UUID
    office_id: UUID | None
    title: str
    body: str
    at: datetime


def put(
    kind: str,
    id: UUID,  # noqa: A002 - the word of the contract
    *,
    county_id: UUID,
    title: str,
    at: datetime,
    office_id: UUID | None = None,
    body: str = "",
) -> None:
    """Make a thing findable, or follow a change of it."""
    put_many([Entry(kind, id, county_id, office_id, title, body, at)])


@transaction.atomic
def put_many(entries: Iterable[Entry]) -> None:
    """As `put`, for an import: three statements for 500 things."""
    for batch in _batches(entries, BATCH):
        rows = SearchEntry.objects.bulk_create(
            {(entry.kind, entry.id): _row(entry) for entry in batch}.values(),
            update_conflicts=True,
            unique_fields=["kind", "subject_id"],
            update_fields=["county_id", "office_id", "at", "title", "body"],
        )
        _write(rows)


def prepare(entries: Iterable[Entry]) -> list[backends.New]:
    """All that costs time about new entries; no question to the database, hence best done before the transaction."""
    rows = [_row(entry) for entry in entries]
    values = bulk.values_of(SearchEntry, rows)
    return [backends.New(known, row.kind, *_tokens(row)) for known, row in zip(values, rows, strict=True)]


def put_new(prepared: Sequence[backends.New]) -> None:
    """As `put_many`, for things never put before, each once: written without looking what stands there."""
    with transaction.atomic(savepoint=False):  # a savepoint would make FTS5 write out what it gathers in memory
        backends.of(connection).add(connection, prepared)


@contextmanager
def laying() -> Iterator[Callable[[Sequence[backends.New]], list[backends.New]]]:
    """Around an import: lays tokens in short transactions before the long one, which then writes the entries alone.

    Nobody finds an entry before it stands. Should the import fail, what was laid is forgotten; should the machine,
    `sanxin reindex` sweeps it away.
    """
    laid: list[backends.New] = []

    def lay(prepared: Sequence[backends.New]) -> list[backends.New]:
        with transaction.atomic():
            ready = backends.of(connection).lay(connection, prepared)
        laid.extend(new for new in ready if new.number is not None)
        return ready

    try:
        yield lay
    except BaseException:
        _forget(laid)
        raise


def _forget(laid: Sequence[backends.New]) -> None:
    if laid and not connection.needs_rollback:  # in a transaction that ends badly they are gone anyway
        with transaction.atomic():
            backends.of(connection).erase(connection, [new.number for new in laid if new.number is not None])


@transaction.atomic
def drop(kind: str, *ids: UUID) -> None:
    """Forget things that are gone."""
    for batch in _batches(ids, BATCH):
        rows = SearchEntry.objects.filter(kind=kind, subject_id__in=batch)
        backends.of(connection).erase(connection, list(rows.values_list("id", flat=True)))
        rows.delete()


def tidy() -> None:
    """Keep looking up quick after many small writes; the worker's daily chore, and the end of an import."""
    backends.of(connection).tidy(connection)


def rebuild() -> int:
    """Write every token anew (after a restore, or a new tokeniser); kinds that can are asked for all their entries."""
    for kind in registered.chosen():
        if kind.everything is not None:
            with transaction.atomic():
                drop(kind.name, *SearchEntry.objects.filter(kind=kind.name).values_list("subject_id", flat=True))
                put_many(kind.everything())
    done = _write_tokens_anew()
    backends.of(connection).sweep(connection)
    return done


def _write_tokens_anew() -> int:
    done = last = 0
    while rows := list(SearchEntry.objects.filter(id__gt=last).order_by("id")[:BATCH]):
        with transaction.atomic():
            _write(rows)
        done, last = done + len(rows), rows[-1].id
    return done


def _row(entry: Entry) -> SearchEntry:
    return SearchEntry(
        kind=entry.kind,
        subject_id=entry.id,
        county_id=entry.county_id,
        office_id=entry.office_id,
        at=entry.at,
        title=entry.title[:LONGEST_TITLE],
        body=entry.body[:LONGEST],
    )


def _write(rows: list[SearchEntry]) -> None:
    backends.of(connection).write(connection, [backends.Row(row.id, row.kind, *_tokens(row)) for row in rows])


def _tokens(row: SearchEntry) -> tuple[str, str]:
    return ahead.tokens(f"{row.title}\n{row.body}")


def _batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
