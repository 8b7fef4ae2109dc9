"""Working days of a county, from the day table."""

from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Max, Q

from sanxin.kernel.models.calendar_day import CalendarDay, CalendarYear
from sanxin_engines.workdays import Calendar, Day, Kind, Status


def calendar_of(county_id: UUID | None) -> Calendar:
    """The calendar of a county: `.is_workday(d)`, `.add(d, n)`, `.between(a, b)`, `.status(d)`.

    Kept per process; one small query notices that the table changed.
    """
    return _calendar(county_id, _mark())


def _mark() -> tuple[object, ...]:
    """Moves whenever a row comes, goes or is replaced."""
    years = CalendarYear.objects.values_list(Count("year"), Max("announced_on")).order_by()
    table = CalendarDay.objects.aggregate(n=Count("id"), last=Max("on"), noted=Max("noted_at"))
    return (*table.values(), *years)


@lru_cache(maxsize=64)
def _calendar(county_id: UUID | None, _mark: tuple[object, ...]) -> Calendar:
    rows = CalendarDay.objects.filter(Q(county_id=None) | Q(county_id=county_id)).order_by("on")
    ordered = sorted(rows, key=lambda row: row.county_id is not None)  # local ones last: they win
    days = [Day(row.on, Kind(row.kind), row.name, Status(row.status)) for row in ordered]
    return Calendar(days, CalendarYear.objects.values_list("year", flat=True))
