"""The month proposed to one officer: own villages that are due, a day for each. Nothing is stored but what is moved."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sanxin.fieldwork.models import Outing, Visit
from sanxin.fieldwork.queries.own_places import label_of, own_villages
from sanxin.fieldwork.rules.months import Stop, after, route, spread
from sanxin.kernel.days import calendar_of
from sanxin.people.models import Person, Unit
from sanxin.service.models import Member


@dataclass(frozen=True)
class Proposed:
    """One village of the month."""

    village: Unit
    where: str
    on: date | None
    """Proposed or chosen; nothing: no day fits, or not this month."""
    is_moved: bool
    done_on: date | None
    last_on: date | None
    members: int
    """Members in difficulty one keeps contact with there."""
    others_on: date | None
    """Somebody else is there, or was lately: one does not follow on their heels."""


@dataclass(frozen=True)
class Month:
    first: date
    rows: list[Proposed]
    days: list[date]
    """Working days one may still choose."""


def month_of(person: Person, first: date, today: date) -> Month:
    """Due villages by day, then those without a day, then what is done. Eight queries, however many villages."""
    villages = own_villages(person)
    ids = [unit.id for unit in villages]
    days = _days(person, first, today)
    done, last = _own_visits(person, ids, first)
    moved = {row.place_id: row for row in Outing.objects.of(person).filter(month=first, place__in=ids)}
    crowded = _others(person, ids, first)
    due = [unit for unit in villages if unit.id not in done and unit.id not in moved]
    stops = [Stop(str(unit.id), unit.path, _at(unit)) for unit in due]
    proposed = spread(route(stops), days, {str(key): value for key, value in crowded.items()})
    members = _members(person)
    rows = [
        Proposed(
            village=unit,
            where=label_of(unit),
            on=moved[unit.id].on if unit.id in moved else proposed.get(str(unit.id)),
            is_moved=unit.id in moved,
            done_on=done.get(unit.id),
            last_on=last.get(unit.id),
            members=members.get(unit.id, 0),
            others_on=max((day for day in crowded.get(unit.id, ()) if day <= after(first)), default=None),
        )
        for unit in villages
    ]
    rows.sort(key=lambda row: (row.done_on is not None, row.on or date.max, row.village.path))
    return Month(first, rows, days)


def _at(unit: Unit) -> tuple[float, float] | None:
    if unit.latitude is None or unit.longitude is None:
        return None
    return unit.latitude, unit.longitude


def _days(person: Person, first: date, today: date) -> list[date]:
    """Working days from today on; of a past month none."""
    calendar = calendar_of(person.county_id)
    start, end = max(first, today), after(first)
    return [day for n in range((end - start).days) if calendar.is_workday(day := start + timedelta(days=n))]


def _own_visits(person: Person, places: Sequence[UUID], first: date) -> tuple[dict[UUID, date], dict[UUID, date]]:
    """When one was there in the month, and when last before it."""
    rows = Visit.objects.filter(officer=person, place__in=places, on__lt=after(first)).order_by("on")
    done: dict[UUID, date] = {}
    last: dict[UUID, date] = {}
    for place_id, on in rows.values_list("place_id", "on"):
        if place_id is not None:
            (done if on >= first else last)[place_id] = on
    return done, last


def _others(person: Person, places: Sequence[UUID], first: date) -> dict[UUID, set[date]]:
    """Days on which colleagues were, or mean to be, in these villages."""
    found: dict[UUID, set[date]] = defaultdict(set)
    span = {"on__gte": first - timedelta(days=1), "on__lt": after(first)}
    went = Visit.objects.filter(place__in=places, **span).exclude(officer=person)
    means = Outing.objects.filter(place__in=places, **span).exclude(officer=person)
    for place_id, on in [*went.values_list("place_id", "on"), *means.values_list("place_id", "on")]:
        if place_id is not None and on is not None:
            found[place_id].add(on)
    return found


def _members(person: Person) -> dict[UUID, int]:
    found: dict[UUID, int] = defaultdict(int)
    rows = Member.objects.visible_to(person).current().filter(contact=person)
    for village_id in rows.values_list("village_id", flat=True):
        found[village_id] += 1
    return found
