"""Plans of an office: how one stands, what it leaves out, how even it is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxin.fieldwork.models import CaseloadPlan, PlanPair
from sanxin.kernel.roles import DESK
from sanxin.people.models import Level, Person, Unit
from sanxin.people.models.person import PersonQuerySet
from sanxin.people.models.unit import UnitQuerySet
from sanxin.people.queries.pickers import people_of_offices
from sanxin.service.models import Member
from sanxin.service.queries.keepings import settled


@dataclass
class Load:
    """What one officer has in a plan."""

    person: Person
    villages: int = 0
    members: int = 0
    kept: int = 0
    km: float = 0.0
    """As the crow flies, all of theirs together."""


def latest_in_force(office_id: UUID) -> date | None:
    """When the latest approved plan of an office begins."""
    rows = CaseloadPlan.objects.filter(office=office_id).approved()
    return rows.order_by("-approval__in_force_on").values_list("approval__in_force_on", flat=True).first()


def plan_on(office_id: UUID, day: date) -> CaseloadPlan | None:
    """The plan in force on that day."""
    rows = CaseloadPlan.objects.filter(office=office_id, approval__in_force_on__lte=day)
    return rows.order_by("-approval__in_force_on").first()


def left_out(plan: CaseloadPlan, day: date) -> list[Unit]:
    """Villages somebody keeps contact with that are not in the plan: from that day on nobody does."""
    held = [row.village_id for row in settled(plan.office_id, day).values() if row.village_id and row.person_id]
    known = set(plan.villages.values_list("pk", flat=True))
    gone = [pk for pk in held if pk not in known]
    return list(Unit.objects.filter(pk__in=gone).select_related("parent")) if gone else []


def newcomers(plan: CaseloadPlan) -> int:
    """Members who came onto the list after the plan was worked out."""
    listed = Member.objects.current().filter(office=plan.office_id)
    return listed.exclude(pk__in=PlanPair.objects.filter(plan=plan).exclude(member=None).values("member")).count()


def loads_of(plan: CaseloadPlan) -> list[Load]:
    """Everybody who takes part, also those with nothing; two queries."""
    found = {one.person_id: Load(one.person) for one in plan.officers.select_related("person")}
    for pair in plan.pairs.exclude(person=None).select_related("person"):
        assert pair.person is not None
        load = found.setdefault(pair.person.id, Load(pair.person))
        load.villages += pair.village_id is not None
        load.members += pair.member_id is not None
        load.kept += pair.change == "kept"
        load.km += pair.km or 0.0
    return list(found.values())


def members_by_village(plan: CaseloadPlan) -> dict[UUID, int]:
    counts: dict[UUID, int] = defaultdict(int)
    for village_id in plan.pairs.exclude(member=None).values_list("member__village", flat=True):
        if village_id is not None:
            counts[village_id] += 1
    return counts


def usual_people(office: Unit) -> PersonQuerySet:
    """Who works at the desk today."""
    return people_of_offices([office], roles=DESK)


def villages_of_office(office: Unit) -> UnitQuerySet:
    """A township's own villages; a department's are those of the county."""
    rows = Unit.objects.in_use().filter(level=Level.VILLAGE, county=office.county_id)
    if office.level == Level.TOWNSHIP:
        rows = rows.under(office)
    return rows.select_related("parent").order_by("path")


def usual_villages(office: Unit, today: date) -> list[UUID]:
    """Those somebody keeps contact with, and those where members live; at the very first all."""
    held = {row.village_id for row in settled(office.id, today).values() if row.village_id and row.person_id}
    held |= set(Member.objects.current().filter(office=office).values_list("village", flat=True))
    found = villages_of_office(office).values_list("pk", flat=True)
    return [pk for pk in found if pk in held] or list(found)


@dataclass
class SheetRow:
    """One officer as the printed sheet shows them."""

    person: Person
    villages: list[Unit]
    members: list[tuple[Unit, int]]
    """How many in each village; nobody is named on a wall."""


def by_officer(plan: CaseloadPlan) -> list[SheetRow]:
    """Everybody who has something, by name; one query."""
    villages: dict[Person, list[Unit]] = defaultdict(list)
    members: dict[Person, dict[Unit, int]] = defaultdict(lambda: defaultdict(int))
    for pair in PlanPair.objects.filter(plan=plan).exclude(person=None).with_names():
        assert pair.person is not None
        if pair.village is not None:
            villages[pair.person].append(pair.village)
        else:
            members[pair.person][pair.place] += 1
    people = sorted({*villages, *members}, key=lambda one: (one.name, one.staff_number))
    return [
        SheetRow(
            one,
            sorted(villages[one], key=lambda unit: unit.path),
            sorted(members[one].items(), key=lambda row: row[0].path),
        )
        for one in people
    ]
