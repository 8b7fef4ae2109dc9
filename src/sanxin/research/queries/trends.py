"""Voices by month, place and kind: counts in the database, a constant number of queries, no row is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils import timezone

from sanxin.people.models import Level, Unit
from sanxin.research.models import Problem, ProblemVoice
from sanxin.research.rules.months import last_months, next_month
from sanxin.service.models import Kind, Voice

RISING, QUARTER = 10, 3
"""Problems told as rising; months that are compared with as many before."""


@dataclass(frozen=True)
class Line:
    """One kind, place, or everything, month by month."""

    key: Any
    label: str
    months: list[int]
    before: int = 0
    """Voices of as many months before the first."""

    @property
    def total(self) -> int:
        return sum(self.months)

    @property
    def lately(self) -> int:
        return sum(self.months[-QUARTER:])

    @property
    def earlier(self) -> int:
        return sum(self.months[-2 * QUARTER : -QUARTER])


@dataclass(frozen=True)
class Rising:
    problem: Problem
    lately: int
    earlier: int

    @property
    def more(self) -> int:
        return self.lately - self.earlier


@dataclass(frozen=True)
class Trends:
    months: list[date]
    all: Line
    year_before: list[int]
    """The same months a year earlier."""
    kinds: list[Line]
    towns: list[Line]
    rising: list[Rising]


def trends_of(voices: QuerySet[Voice], problems: QuerySet[Problem], *, span: int, today: date) -> Trends:
    """Five queries: months, kinds, towns with their names, rising problems."""
    months = last_months(today, span)
    counts = voices.aggregate(**_by_month(months), **_by_month([_year_before(month) for month in months], "y"))
    kinds = voices.order_by().values("kind").annotate(**_by_month(months))
    return Trends(
        months=months,
        all=Line(None, "", [counts[f"m{place}"] for place in range(span)]),
        year_before=[counts[f"y{place}"] for place in range(span)],
        kinds=_sorted(Line(row["kind"], str(Kind(row["kind"]).label), _months(row, span)) for row in kinds),
        towns=_towns(voices, months),
        rising=_rising(problems, months),
    )


def _towns(voices: QuerySet[Voice], months: Sequence[date]) -> list[Line]:
    """Villages count for their township; what came without a place stands last."""
    town = Case(When(place__level=Level.VILLAGE, then=F("place__parent")), default=F("place"))
    rows = list(voices.order_by().annotate(town=town).values("town").annotate(**_by_month(months)))
    names = Unit.objects.in_bulk([row["town"] for row in rows if row["town"]])
    lines = [
        Line(unit, str(unit), _months(row, len(months))) for row in rows if (unit := names.get(row["town"])) is not None
    ]
    nowhere = [Line(None, "", _months(row, len(months))) for row in rows if row["town"] is None]
    return [*_sorted(lines), *(line for line in nowhere if line.total)]


def _rising(problems: QuerySet[Problem], months: Sequence[date]) -> list[Rising]:
    """Problems spoken of more often in the last three months than in the three before, most so first."""
    start, middle = _start(months[-2 * QUARTER]), _start(months[-QUARTER])
    rows = (
        ProblemVoice.objects.filter(problem__in=problems, voice__heard_at__gte=start)
        .order_by()
        .values("problem")
        .annotate(
            lately=Count("pk", filter=Q(voice__heard_at__gte=middle)),
            earlier=Count("pk", filter=Q(voice__heard_at__lt=middle)),
        )
        .annotate(more=F("lately") - F("earlier"))
        .filter(more__gt=0)
        .order_by("-more", "problem")[:RISING]
    )
    found: dict[UUID, Any] = {row["problem"]: row for row in rows}
    named = Problem.objects.in_bulk(found)
    return [Rising(named[pk], row["lately"], row["earlier"]) for pk, row in found.items()]


def _by_month(months: Sequence[date], name: str = "m") -> dict[str, Count]:
    return {
        f"{name}{place}": Count("pk", filter=Q(heard_at__gte=_start(month), heard_at__lt=_start(next_month(month))))
        for place, month in enumerate(months)
    }


def _months(row: Any, span: int) -> list[int]:
    return [row[f"m{place}"] for place in range(span)]


def _sorted(lines: Any) -> list[Line]:
    return sorted((line for line in lines if line.total), key=lambda line: (-line.total, line.label))


def _year_before(month: date) -> date:
    return month.replace(year=month.year - 1)


def _start(month: date) -> datetime:
    return timezone.make_aware(datetime.combine(month, time.min))
