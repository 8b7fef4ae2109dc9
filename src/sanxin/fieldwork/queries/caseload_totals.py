"""Villages and members of each unit below that have somebody, and that have nobody. Of units, never of people."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from sanxin.fieldwork.models import CaseloadPlan
from sanxin.kernel.roles import DESK
from sanxin.people.models import Person, Post, Unit
from sanxin.service.models import Member
from sanxin.service.models.keeping import Keeping
from sanxin.service.queries.keepings import target_of


@dataclass(frozen=True)
class CaseloadTotal:
    unit: str
    people: int
    """Officers who keep contact with anything."""
    villages: int
    members: int
    """On the list, with somebody."""
    alone: int
    """On the list, with nobody."""
    gone: int
    """Villages and members whose contact works there no more."""
    plan_year: int | None
    """Of the plan in force."""


def totals_of(person: Person, today: date) -> list[CaseloadTotal]:
    """Each unit below that keeps contact with anything, in the order of the tree; six queries."""
    below = Q(pk__in=[])
    for path in person.sight.totals_below:
        below |= Q(office__path__startswith=path)
    held = _holding(below, today)
    rows = Member.objects.current().filter(below).order_by().values_list("pk", "office")
    listed = {pk: office for pk, office in rows if office is not None}
    desks = _desks(set(held), today)
    plans = _plans(set(held), today)
    units = Unit.objects.filter(pk__in={*held, *listed.values()}).order_by("path")
    return [_total(unit, held.get(unit.id, {}), listed, desks[unit.id], plans.get(unit.id)) for unit in units]


def _total(
    unit: Unit, held: dict[UUID, Keeping], listed: dict[UUID, UUID], desk: set[UUID], year: int | None
) -> CaseloadTotal:
    on_list = {member for member, office in listed.items() if office == unit.id}
    rows = {target: row for target, row in held.items() if row.person_id and (row.village_id or target in on_list)}
    kinds = Counter("village" if row.village_id else "member" for row in rows.values())
    return CaseloadTotal(
        unit=unit.name,
        people=len({row.person_id for row in rows.values()}),
        villages=kinds["village"],
        members=kinds["member"],
        alone=len(on_list - rows.keys()),
        gone=sum(1 for row in rows.values() if row.person_id not in desk),
        plan_year=year,
    )


def _holding(below: Q, today: date) -> dict[UUID, dict[UUID, Keeping]]:
    held: dict[UUID, dict[UUID, Keeping]] = defaultdict(dict)
    for row in Keeping.objects.filter(below).on(today).in_order():
        held[row.office_id].setdefault(target_of(row), row)
    return held


def _desks(offices: set[UUID], today: date) -> dict[UUID, set[UUID]]:
    desks: dict[UUID, set[UUID]] = defaultdict(set)
    posts = Post.objects.on(today).filter(unit__office__in=offices, role__in=DESK, person__left_on=None)
    for office_id, person_id in posts.values_list("unit__office", "person"):
        if office_id is not None:
            desks[office_id].add(person_id)
    return desks


def _plans(offices: set[UUID], today: date) -> dict[UUID, int]:
    rows = CaseloadPlan.objects.filter(office__in=offices, approval__in_force_on__lte=today)
    years = rows.order_by("approval__in_force_on").values_list("office", "year")
    return {office: year for office, year in years if office is not None}
