"""Units below as totals: how many are open, late, struck off. No item is shown."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from sanxin.ledger.models import Item
from sanxin.ledger.rules.stages import CLOSED, Stage
from sanxin.people.models import Person, Unit


@dataclass(frozen=True)
class Total:
    unit: Unit
    open: int
    overdue: int
    struck_this_month: int


def totals_for(person: Person, today: date) -> list[Total]:
    """One line for each office below the divisions this person leads; two queries."""
    paths = person.sight.totals_below
    if not paths:
        return []
    below = reduce(or_, (Q(office__path__startswith=path) for path in paths))
    running = ~Q(stage__in=[*CLOSED, Stage.STRIKE_OFF_REQUESTED])
    resting = Q(suspended_until__gte=today)
    rows = (
        Item.objects.filter(below)
        .order_by()
        .values("office_id")
        .annotate(
            open=Count("pk", filter=~Q(stage__in=CLOSED)),
            overdue=Count("pk", filter=running & ~resting & Q(due_on__lt=today)),
            struck=Count("pk", filter=Q(struck_off_on__gte=today.replace(day=1))),
        )
    )
    counted = {row["office_id"]: row for row in rows}
    units = Unit.objects.filter(pk__in=counted).order_by("order", "path")
    return [
        Total(unit, counted[unit.pk]["open"], counted[unit.pk]["overdue"], counted[unit.pk]["struck"]) for unit in units
    ]
