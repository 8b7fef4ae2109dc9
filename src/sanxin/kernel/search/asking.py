"""Entries that answer a question, as rows of one statement for all kinds."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, QuerySet

from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search import backends
from sanxin.kernel.search.backends import Question

Rows = QuerySet[SearchEntry]

RANKED = 5_000
"""Above so many hits a word is too common to be ordered by anything but date."""
DENSE = 500
"""From so many hits on, the newest of them are found by walking the index by date instead of sorting them all."""

_COLUMNS = ", ".join(f"kernel_searchentry.{field.column}" for field in SearchEntry._meta.concrete_fields)


@dataclass(frozen=True)
class Ask:
    """A question, where its answers may lie, and how many there are."""

    question: Question
    counties: Collection[UUID]
    offices: Collection[UUID] | None
    """None: any; an entry of no office is always among them."""
    hits: int = 0
    """As far as anybody wants to know: RANKED and one at most."""
    whole: int = 0
    """Hits that are words of their own; counted only where there are more than DENSE."""


@dataclass(frozen=True)
class Part:
    """A stretch of the answers: `whole` True: words of their own, False: the others, None: both together."""

    whole: bool | None
    start: int
    size: int
    by_date: bool


def counted(asked: Sequence[Ask]) -> list[Ask]:
    """The same with the number of their answers, as far as `best` wants to know; one query, or two."""
    backend = backends.of(connection)
    hits = backend.counts_up_to(connection, [ask.question for ask in asked], RANKED + 1)
    known = [replace(ask, hits=number) for ask, number in zip(asked, hits, strict=True)]
    many = [place for place, ask in enumerate(known) if DENSE < ask.hits <= RANKED]
    questions = [known[place].question for place in many]
    whole = backend.counts_up_to(connection, questions, RANKED, whole=True) if questions else []
    for place, number in zip(many, whole, strict=True):
        known[place] = replace(known[place], whole=number)
    return known


def best(asked: Sequence[Ask], start: int, size: int) -> list[list[SearchEntry]]:
    """The answers to each from place `start` on, in the order they are shown; one query.

    Whole words stand before parts of longer words, then what is newer; a very common word is ordered by date alone:
    ranking it would read every row.
    """
    wanted = [(place, ask, part) for place, ask in enumerate(asked) for part in _parts(ask, start, size)]
    parts = [_statement(*one) for one in wanted]
    found: list[list[SearchEntry]] = [[] for _ask in asked]
    if not parts:
        return found
    statement = " UNION ALL ".join(f"SELECT * FROM ({text}) AS part" for text, _given in parts)  # noqa: S608
    for row in SearchEntry.objects.raw(statement, [one for _text, given in parts for one in given]):
        found[vars(row)["place"]].append(row)
    for rows in found:
        rows.sort(key=lambda row: (vars(row)["whole"], row.at, row.id), reverse=True)  # a union promises no order
    return found


def _parts(ask: Ask, start: int, size: int) -> list[Part]:
    if ask.hits > RANKED:
        return [Part(None, start, size, by_date=True)]
    if ask.hits <= DENSE:
        return [Part(None, start, size, by_date=False)]
    first = max(0, min(ask.whole - start, size))  # so many of them are words of their own
    parts = [Part(True, start, first, by_date=ask.whole > DENSE)] if first else []
    if first < size:
        parts.append(Part(False, max(0, start - ask.whole), size - first, by_date=True))
    return parts


def _statement(place: int, ask: Ask, part: Part) -> tuple[str, list[Any]]:
    """One part: constant clauses, everything from outside as parameters."""
    backend = backends.of(connection)
    words, told = backend.has_words(ask.question)
    clause, given = backend.matches(ask.question, whole=part.whole is True, by_date=part.by_date)
    where, parameters = [clause, "kernel_searchentry.kind = %s"], [*given, ask.question.kind]
    if part.whole is False:
        where.append(f"NOT ({words})")
        parameters += told
    for condition, ids in _inside(ask):
        where.append(condition)
        parameters += ids
    ranked = part.whole is None and not part.by_date
    whole = f"CASE WHEN {words} THEN 1 ELSE 0 END" if ranked else str(int(part.whole is True))
    text = (
        f"SELECT {place} AS place, {_COLUMNS}, {whole} AS whole FROM kernel_searchentry"  # noqa: S608
        f" WHERE {' AND '.join(where)} ORDER BY {'whole DESC, ' if ranked else ''}at DESC, id DESC LIMIT %s OFFSET %s"
    )
    return text, [*(told if ranked else []), *parameters, part.size, part.start]


def _inside(ask: Ask) -> Iterator[tuple[str, list[Any]]]:
    """Entries of these counties and offices; what belongs to no office is for every office."""
    yield _one_of("county_id", ask.counties)
    if ask.offices:
        clause, given = _one_of("office_id", ask.offices)
        yield f"(kernel_searchentry.office_id IS NULL OR {clause})", given
    elif ask.offices is not None:
        yield "kernel_searchentry.office_id IS NULL", []


def _one_of(name: str, ids: Collection[UUID]) -> tuple[str, list[Any]]:
    field: Field[Any, Any] = SearchEntry._meta.get_field(name)  # type: ignore[assignment]
    places = ", ".join(["%s"] * len(ids))
    return f"kernel_searchentry.{name} IN ({places})", [field.get_db_prep_value(one, connection) for one in ids]
