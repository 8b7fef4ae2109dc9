"""The figures above the list and the numbers on its tabs: counts on indexes, never rows."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from sanxin.kernel.days import calendar_of
from sanxin.ledger.models.item import ItemQuerySet
from sanxin.ledger.rules.lights import SOON
from sanxin.ledger.rules.stages import Stage

SAMPLE = 200
"""So many of the last strike-offs make the median."""


@dataclass(frozen=True)
class Figures:
    open: int
    overdue: int
    soon: int
    fine: int
    suspended: int
    verifying: int
    struck_this_month: int
    median_days: int | None
    """Working days from opening to strike-off, over the last ones."""


def figures_of(items: ItemQuerySet, *, county_id: UUID, today: date) -> Figures:
    """Three queries over one person's (or one section's) items."""
    calendar = calendar_of(county_id)
    soon = calendar.add(today, SOON)
    resting = Q(suspended_until__gte=today)
    running = ~resting & ~Q(stage=Stage.STRIKE_OFF_REQUESTED)
    counts = (
        items.open()
        .order_by()
        .aggregate(
            open=Count("pk"),
            overdue=Count("pk", filter=running & Q(due_on__lt=today)),
            soon=Count("pk", filter=running & Q(due_on__gte=today, due_on__lte=soon)),
            suspended=Count("pk", filter=resting),
            verifying=Count("pk", filter=~resting & Q(stage=Stage.STRIKE_OFF_REQUESTED)),
        )
    )
    fine = counts["open"] - counts["overdue"] - counts["soon"] - counts["suspended"] - counts["verifying"]
    struck = items.struck_off()
    recent = struck.filter(struck_off_on__gte=today - timedelta(days=365)).order_by("-struck_off_on")
    spans = [
        calendar.between(timezone.localdate(opened_at), struck_off_on)
        for opened_at, struck_off_on in recent.values_list("opened_at", "struck_off_on")[:SAMPLE]
        if struck_off_on
    ]
    return Figures(
        **counts,
        fine=fine,
        struck_this_month=struck.filter(struck_off_on__gte=today.replace(day=1)).count(),
        median_days=round(median(spans)) if spans else None,
    )
