"""A timeline of many kinds of rows: a page of it costs one query for the order and one for each kind that is on it.

Each kind is a strand: rows narrowed by their own rule of sight, the instant by which they are ordered, and how a row of
it is told. Nothing is stored for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone

PER_PAGE = 50
CHUNK = 500
"""Rows of a file that are told at a time."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened."""

    at: datetime
    kind: str
    word: str
    text: str
    url: str = ""
    who: str = ""
    todo: bool = False

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class Strand:
    """Rows of one kind. `day` says that `at` is a date, not an instant."""

    kind: str
    rows: QuerySet[Any]
    at: str
    tell: Callable[[Sequence[Any]], list[Entry]]
    day: bool = False
    related: tuple[str, ...] = field(default=())

    def keys(self) -> QuerySet[Any, Any]:
        when = Cast(F(self.at), DateTimeField()) if self.day else F(self.at)
        rows = self.rows.order_by().annotate(story_at=when, story_kind=Value(self.kind))
        keys: QuerySet[Any, Any] = rows.values_list("pk", "story_at", "story_kind")
        return keys

    def between(self, since: date | None, until: date | None) -> "Strand":
        rows = self.rows
        if since:
            rows = rows.filter(**{f"{self.at}__gte": since if self.day else _local(since, time.min)})
        if until:
            rows = rows.filter(**{f"{self.at}__lte": until if self.day else _local(until, time.max)})
        return Strand(self.kind, rows, self.at, self.tell, self.day, self.related)


@dataclass(frozen=True)
class Period:
    since: date | None = None
    until: date | None = None


class Story:
    """Strands twisted into one line, latest first; sliced like a list."""

    def __init__(self, strands: Sequence[Strand], period: Period = Period(), kind: str = "") -> None:
        chosen = [strand for strand in strands if kind in {"", strand.kind}]
        self._strands = {strand.kind: strand.between(period.since, period.until) for strand in chosen}
        first, *others = [strand.keys() for strand in self._strands.values()]
        self._keys = (first.union(*others, all=True) if others else first).order_by("-story_at", "-pk")

    def __len__(self) -> int:
        return self._keys.count()

    count = __len__

    def __getitem__(self, part: slice) -> list[Entry]:
        return self._told(list(self._keys[part]))

    def __iter__(self) -> Iterator[Entry]:
        """All of it, some at a time."""
        for start in range(0, len(self), CHUNK):
            yield from self[start : start + CHUNK]

    def page(self, request: HttpRequest) -> Page[Entry]:
        return Paginator(cast(Any, self), PER_PAGE).get_page(request.GET.get("page"))

    def _told(self, keys: Sequence[tuple[UUID, datetime, str]]) -> list[Entry]:
        by_kind: dict[str, list[UUID]] = defaultdict(list)
        for pk, _at, kind in keys:
            by_kind[kind].append(pk)
        told: dict[tuple[str, UUID], Entry] = {}
        for kind, pks in by_kind.items():
            strand = self._strands[kind]
            rows = list(strand.rows.order_by().filter(pk__in=pks).select_related(*strand.related))
            told |= {(kind, row.pk): entry for row, entry in zip(rows, strand.tell(rows), strict=True)}
        return [told[kind, pk] for pk, _at, kind in keys if (kind, pk) in told]


def noon(day: date) -> datetime:
    """When something happened of which only the day is known."""
    return _local(day, time(12))


def _local(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
