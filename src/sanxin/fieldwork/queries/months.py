"""The month proposed to one officer: own villages that are due, a day for each. Nothing is stored but what is moved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from sanxin.fieldwork.models import Outing, Visit
from sanxin.fieldwork.queries.own_places import label_of, own_villages
from sanxin.fieldwork.rules.months import Stop, after, first_of, route, spread, weeks
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
    members_due: int
    """Those of them one has not seen this month."""
    others_on: date | None
    """Somebody else is there, or was lately: one does not follow on their heels."""

    @property
    def is_done(self) -> bool:
        return self.done_on is not None and not self.members_due


@dataclass(frozen=True)
class Day:
    """A field of the calendar."""

    day: date
    is_open: bool
    """A working day that is still to come: one may choose it."""
    rows: "list[Proposed]"


@dataclass(frozen=True)
class Month:
    first: date
    rows: list[Proposed]
    days: list[date]
    """Working days one may still choose."""

    @property
    def weeks(self) -> list[list[Day | None]]:
        """Fields by week, with what is done and what is meant; nothing for days of other months."""
        rows: dict[date, list[Proposed]] = defaultdict(list)
        for row in self.rows:
            if on := row.done_on if row.is_done else row.on:
                rows[on].append(row)
        return [[self._field(day, rows) for day in week] for week in weeks(self.first)]

    @property
    def unplaced(self) -> list[Proposed]:
        return [row for row in self.rows if not row.is_done and row.on is None]

    def _field(self, day: date, rows: Mapping[date, list[Proposed]]) -> Day | None:
        return Day(day, day in self.days, rows.get(day, [])) if first_of(day) == self.first else None


def month_of(person: Person, first: date, today: date) -> Month:
    """Due villages by day, then those without a day, then what is done. Eight queries, however many villages."""
    villages = own_villages(person)
    days = _days(person, first, today)
    if not villages:
        return Month(first, [], days)
    ids = [unit.id for unit in villages]
    done, last, seen = _own_visits(person, ids, first)
    members = _members(person)
    finished = {place_id for place_id in done if not members.get(place_id, set()) - seen}
    moved = {row.place_id: row for row in Outing.objects.of(person).filter(month=first, place__in=ids)}
    crowded = _others(person, ids, first)
    due = [unit for unit in villages if unit.id not in finished and unit.id not in moved]
    stops = [Stop(str(unit.id), unit.path, _at(unit)) for unit in due]
    proposed = spread(route(stops), days, {str(key): value for key, value in crowded.items()})
    rows = [
        Proposed(
            village=unit,
            where=label_of(unit),
            on=moved[unit.id].on if unit.id in moved else proposed.get(str(unit.id)),
            is_moved=unit.id in moved,
            done_on=done.get(unit.id),
            last_on=last.get(unit.id),
            members=len(members.get(unit.id, ())),
            members_due=len(members.get(unit.id, set()) - seen),
            others_on=max((day for day in crowded.get(unit.id, ()) if day <= after(first)), default=None),
        )
        for unit in villages
    ]
    rows.sort(key=lambda row: (row.is_done, row.on or date.max, row.village.path))
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


def _own_visits(
    person: Person, places: Sequence[UUID], first: date
) -> tuple[dict[UUID, date], dict[UUID, date], set[UUID]]:
    """When one was there in the month, when last before it, and which members one has seen in the month."""
    there = Q(place__in=places) | Q(member__village__in=places)
    rows = Visit.objects.filter(there, officer=person, on__lt=after(first)).order_by("on")
    done: dict[UUID, date] = {}
    last: dict[UUID, date] = {}
    seen: set[UUID] = set()
    for place_id, home_id, member_id, on in rows.values_list("place_id", "member__village_id", "member_id", "on"):
        if found := place_id or home_id:
            (done if on >= first else last)[found] = on
        if member_id and on >= first:
            seen.add(member_id)
    return done, last, seen


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


def _members(person: Person) -> dict[UUID, set[UUID]]:
    """Village → the members there one keeps contact with."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Member.objects.visible_to(person).current().filter(contact=person)
    for village_id, member_id in rows.values_list("village_id", "pk"):
        found[village_id].add(member_id)
    return found
