"""Voices by month, place and kind: counted in one pass of the database, a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from sanxin.people.models import Level, Unit
from sanxin.research.concerns import PROBLEM, Field, lone_path
from sanxin.research.models import Problem
from sanxin.research.rules.counting import WEEK, WEEKS, weekly
from sanxin.research.rules.months import last_months, next_month
from sanxin.service.models import Kind, Voice

RISING, QUARTER = 10, 3
"""Problems told as rising; months of a line that are compared with as many before."""
HALF = WEEKS // 2


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
    fields: list[Line]
    """Fields of concern, by the problems voices lie in, else by their own; what lies in none stands last.

    Empty where there are none.
    """
    towns: list[Line]
    rising: list[Rising]


def trends_of(
    voices: QuerySet[Voice], problems: QuerySet[Problem], fields: Sequence[Field] = (), *, span: int, today: date
) -> Trends:
    """Three queries: one pass over the voices, the names of their places, the problems; two more for fields."""
    months = last_months(today, span)
    shown = [_year_before(month) for month in months]
    rows = list(
        voices.filter(heard_at__gte=_start(shown[0]))
        .order_by()
        .values("kind", "place")
        .annotate(**_by_month(months, "m"), **_by_month(shown, "y"))
    )
    every = Line(None, "", _sum(rows, "m", span))
    return Trends(
        months=months,
        all=every,
        year_before=_sum(rows, "y", span),
        kinds=_lines(rows, span, lambda row: row["kind"], lambda kind: str(Kind(kind).label)),
        fields=_fields(voices, fields, months, every) if fields else [],
        towns=_towns(rows, span),
        rising=_rising(problems, today),
    )


def _towns(rows: list[Any], span: int) -> list[Line]:
    """Villages count for their township; what came without a place stands last."""
    places = Unit.objects.select_related("parent").in_bulk({row["place"] for row in rows if row["place"]})

    def town(row: Any) -> Unit | None:
        place = places.get(row["place"])
        return place.parent if place and place.level == Level.VILLAGE else place

    lines = _lines(rows, span, town, lambda unit: str(unit) if unit else "")
    return sorted(lines, key=lambda line: line.key is None)


def _fields(voices: QuerySet[Voice], fields: Sequence[Field], months: list[date], every: Line) -> list[Line]:
    """Each voice counts for the field of its problem; one in no problem for its own."""
    field_of = {pk: field for field in fields for pk in field.problems}
    spoken = voices.filter(heard_at__gte=_start(months[0])).order_by()
    rows = _counted(spoken.filter(**{f"{PROBLEM}__in": field_of}), PROBLEM, months)
    if lone := lone_path():
        named = {field.id: field for field in fields}
        rows += _counted(spoken.filter(problem_row=None, **{f"{lone}__in": list(named)}), lone, months)
        field_of |= named
    span = len(months)
    lines = _lines(rows, span, lambda row: field_of[row["key"]], lambda field: field.name)
    rest = [count - sum(line.months[at] for line in lines) for at, count in enumerate(every.months)]
    return [*lines, Line(None, "", rest)] if sum(rest) else lines


def _counted(voices: QuerySet[Voice], path: str, months: Sequence[date]) -> list[Any]:
    return list(voices.values(key=F(path)).annotate(**_by_month(months, "m")))


def _lines(rows: list[Any], span: int, key: Callable[[Any], Any], label: Callable[[Any], str]) -> list[Line]:
    """One line a key that has voices, the most first."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    lines = [Line(one, label(one), _sum(group, "m", span)) for one, group in groups.items()]
    return sorted((line for line in lines if line.total), key=lambda line: (-line.total, line.label))


def _rising(problems: QuerySet[Problem], today: date) -> list[Rising]:
    """Problems spoken of more often in the last six weeks than in the six before, most so first."""
    found = []
    for pk, days in problems.filter(last_at__gte=_start(today) - HALF * WEEK).values_list("pk", "days"):
        weeks = weekly({date.fromisoformat(day): count for day, count in days.items()}, today=today)
        lately, earlier = sum(weeks[-HALF:]), sum(weeks[-2 * HALF : -HALF])
        if lately > earlier:
            found.append((earlier - lately, str(pk), pk, lately, earlier))
    first = sorted(found)[:RISING]
    named = Problem.objects.in_bulk([pk for _more, _key, pk, _lately, _earlier in first])
    return [Rising(named[pk], lately, earlier) for _more, _key, pk, lately, earlier in first]


def _by_month(months: Sequence[date], name: str) -> dict[str, Count]:
    return {
        f"{name}{place}": Count("pk", filter=Q(heard_at__gte=_start(month), heard_at__lt=_start(next_month(month))))
        for place, month in enumerate(months)
    }


def _sum(rows: list[Any], name: str, span: int) -> list[int]:
    return [sum(row[f"{name}{place}"] for row in rows) for place in range(span)]


def _year_before(month: date) -> date:
    return month.replace(year=month.year - 1)


def _start(month: date) -> datetime:
    return timezone.make_aware(datetime.combine(month, time.min))
