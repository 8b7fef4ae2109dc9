"""What one officer keeps contact with: villages and members, last and next visit, open promises."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Max

from sanxin.fieldwork.models import CaseloadPlan, Visit, VisitLine
from sanxin.fieldwork.queries.months import month_of
from sanxin.fieldwork.queries.own_places import label_of
from sanxin.fieldwork.queries.visits import unanswered
from sanxin.fieldwork.rules.months import first_of
from sanxin.people.models import Person, Unit
from sanxin.service.models import HelpPromise, Member
from sanxin.service.models.keeping import Keeping
from sanxin.service.queries.keepings import kept_by
from sanxin.service.queries.visited import visits_due


@dataclass
class OwnVillage:
    village: Unit
    where: str
    keeping: Keeping | None
    """Nothing: not one's own village, but a member of one's own lives there."""
    last_on: date | None = None
    next_on: date | None = None
    """By this month's plan, proposed or chosen."""
    owed: int = 0
    """Answers promised there."""
    members: list[OwnMember] = field(default_factory=list)


@dataclass
class OwnMember:
    member: Member
    keeping: Keeping
    last_on: date | None = None
    next_on: date | None = None
    """Agreed with them, else by the rule of so many days."""
    promised: int = 0
    """Help promised and not given yet."""


@dataclass
class OwnCaseload:
    villages: list[OwnVillage]

    @property
    def own(self) -> int:
        return sum(1 for one in self.villages if one.keeping is not None)

    @property
    def members(self) -> int:
        return sum(len(one.members) for one in self.villages)

    @property
    def owed(self) -> int:
        return sum(one.owed for one in self.villages)

    @property
    def promised(self) -> int:
        return sum(member.promised for one in self.villages for member in one.members)

    @property
    def standing_in(self) -> bool:
        rows = [one.keeping for one in self.villages] + [m.keeping for one in self.villages for m in one.members]
        return any(row is not None and row.stands_in_for_id for row in rows)


def own_caseload(person: Person, day: date) -> OwnCaseload:
    """Seventeen queries, however many. On a day to come it shows what will be one's own then."""
    kept = kept_by(person, day)
    rows = Member.objects.current().filter(pk__in=list(kept.members), office__in=person.sight.desk_offices)
    members = list(rows.select_related("village__parent"))
    ids = {*kept.villages, *(member.village_id for member in members)}
    units = list(Unit.objects.filter(pk__in=ids).select_related("parent").order_by("path"))
    found = {unit.id: OwnVillage(unit, label_of(unit), kept.villages.get(unit.id)) for unit in units}
    _add_members(found, members, kept.members)
    _add_visits(person, found, day)
    return OwnCaseload(sorted(found.values(), key=lambda one: (one.keeping is None, one.village.path)))


def _add_members(found: dict[UUID, OwnVillage], members: list[Member], kept: dict[UUID, Keeping]) -> None:
    due = visits_due(members)
    promised = Counter(HelpPromise.objects.open().filter(member__in=members).values_list("member", flat=True))
    for member in members:
        own = OwnMember(member, kept[member.id], due[member.id].last, due[member.id].on, promised[member.id])
        found[member.village_id].members.append(own)


def _add_visits(person: Person, found: dict[UUID, OwnVillage], day: date) -> None:
    """One's own visits, the days of this month's plan still to come, and the answers still promised."""
    ids = list(found)
    visits = Visit.objects.filter(officer=person, place__in=ids).order_by().values("place")
    for place, last in visits.annotate(last=Max("on")).values_list("place", "last"):
        found[place].last_on = last
    for row in month_of(person, first_of(day), day).rows:
        if row.village.id in found and row.done_on is None and row.on is not None and row.on >= day:
            found[row.village.id].next_on = row.on
    lines = unanswered(VisitLine.objects.filter(visit__officer=person, visit__place__in=ids))
    for place in lines.order_by().values_list("visit__place", flat=True):
        if place is not None:
            found[place].owed += 1


def to_come(person: Person, today: date) -> date | None:
    """The next day on which a plan changes what is one's own; nothing: none is approved."""
    rows = CaseloadPlan.objects.filter(office__in=person.sight.desk_offices, approval__in_force_on__gt=today)
    return rows.order_by("approval__in_force_on").values_list("approval__in_force_on", flat=True).first()
