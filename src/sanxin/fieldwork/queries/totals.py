"""Visits of a month, counted by unit. Of units, never of people: no page of ours says who has not been out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from sanxin.fieldwork.models import Visit, VisitLine
from sanxin.fieldwork.queries.visits import unanswered
from sanxin.fieldwork.rules.months import after
from sanxin.people.models import Person, Unit


@dataclass(frozen=True)
class UnitTotal:
    unit: str
    visits: int
    villages: int
    people: int
    difficulties: int
    owed: int


def totals_of(person: Person, month: date) -> list[UnitTotal]:
    """Each unit below that went anywhere, in the order of the tree; four queries."""
    visits = Visit.objects.below(person).filter(on__gte=month, on__lt=after(month)).order_by()
    counted = {
        row["office"]: row
        for row in visits.values("office").annotate(
            visits=Count("pk"), villages=Count("place", distinct=True), people=Sum("people")
        )
    }
    lines = VisitLine.objects.filter(visit__in=visits).order_by()
    difficulties, owed = _by_office(lines.filter(is_difficulty=True)), _by_office(unanswered(lines))
    return [
        UnitTotal(
            unit.name,
            counted[unit.id]["visits"],
            counted[unit.id]["villages"],
            counted[unit.id]["people"] or 0,
            difficulties.get(unit.id, 0),
            owed.get(unit.id, 0),
        )
        for unit in Unit.objects.filter(pk__in=list(counted)).order_by("path")
    ]


def _by_office(lines: QuerySet[VisitLine]) -> dict[UUID, int]:
    return dict(lines.values_list("visit__office").annotate(n=Count("pk")))
