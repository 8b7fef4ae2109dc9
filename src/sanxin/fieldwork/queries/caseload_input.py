"""A plan as the engine wants it: people, villages with coordinates, members, and who keeps contact today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sanxin.fieldwork.models import CaseloadPlan, PairRule, PlanOfficer
from sanxin.fieldwork.queries.skills import Names, Needed, needed_at, skills_in
from sanxin.kernel.roles import DESK
from sanxin.people.models import Post, Unit
from sanxin.service.models import Member
from sanxin.service.queries.keepings import settled
from sanxin_engines.caseload import Instance, Pair, Rules, Staff, Target, Village
from sanxin_engines.caseload import Member as Case
from sanxin_engines.caseload.weighing import Key

HARD, LIGHT = 3.0, 1.0


@dataclass
class Asked:
    """The instance and the way back from its ids to ours."""

    instance: Instance
    rules: Rules
    people: dict[str, UUID] = field(default_factory=dict)
    targets: dict[Key, UUID] = field(default_factory=dict)
    """Village and member ids, by what the engine calls them."""
    needed: Needed = field(default_factory=Needed)
    known: dict[UUID, Names] = field(default_factory=dict)
    """What villages and kinds of need ask for, and what everybody knows."""
    without_place: int = 0
    """Villages of which neither they nor their township have coordinates."""

    def __post_init__(self) -> None:
        self.names = {person_id: name for name, person_id in self.people.items()}
        self.keys = {target: key for key, target in self.targets.items()}

    def name_of(self, person_id: UUID | None) -> str | None:
        """What the engine calls somebody; nothing: nobody, or they take no part."""
        return self.names.get(person_id) if person_id is not None else None


def asked_of(plan: CaseloadPlan, today: date) -> Asked:
    """Twelve queries, however many take part. Villages are called by their code, so that the engine knows townships."""
    officers = list(plan.officers.select_related("person", "base__parent", "home", "plan"))
    villages = list(plan.villages.select_related("parent").order_by("path"))
    members = list(members_of(plan))
    people = {one.person.staff_number: one.person_id for one in officers}
    targets: dict[Key, UUID] = {(Target.VILLAGE, unit.code): unit.id for unit in villages}
    targets |= {(Target.MEMBER, str(member.id)): member.id for member in members}
    units, needed, known = _units_of(officers, today), needed_at(plan.office_id), skills_in(plan)
    asked = Asked(
        Instance(
            staff=tuple(
                _staff(one, units.get(one.person_id), known.get(one.person_id, frozenset())) for one in officers
            ),
            villages=tuple(_village(unit, needed.of_village(unit.id)) for unit in villages),
            members=tuple(
                Case(
                    str(member.id),
                    member.village.code,
                    *_at(member.village),
                    difficulty=difficulty,
                    needs=needed.of_kinds(kind.id for kind in member.needs.all()),
                )
                for member, difficulty in zip(members, _difficulties(members), strict=True)
            ),
        ),
        rules_of(plan),
        people,
        targets,
        needed,
        known,
        sum(1 for unit in villages if _at(unit) == (None, None)),
    )
    asked.instance = _with_pairs(plan, asked, today)
    return asked


def rules_of(plan: CaseloadPlan) -> Rules:
    return Rules(
        change_km=plan.change_km,
        own_village_km=plan.own_village_km,
        balance_km=plan.balance_km,
        hard_km=plan.hard_km,
        most_km=plan.most_km,
        hard_from=HARD,
    )


def members_of(plan: CaseloadPlan) -> list[Member]:
    """Everybody on the office's list today."""
    rows = Member.objects.current().filter(office=plan.office_id)
    rows = rows.select_related("village__parent").prefetch_related("needs")
    return list(rows.order_by("village__path", "noted_at", "id"))


def _with_pairs(plan: CaseloadPlan, asked: Asked, today: date) -> Instance:
    rules = list(PairRule.objects.filter(plan=plan))
    last = [
        (row.person_id, target) for target, row in settled(plan.office_id, today).items() if row.person_id is not None
    ]
    instance = asked.instance
    return Instance(
        instance.staff,
        instance.villages,
        instance.members,
        last_year=_pairs(asked, last),
        fixed=_pairs(asked, [(rule.person_id, rule.target_id) for rule in rules if rule.must]),
        forbidden=_pairs(asked, [(rule.person_id, rule.target_id) for rule in rules if not rule.must]),
    )


def _pairs(asked: Asked, rows: list[tuple[UUID, UUID]]) -> tuple[Pair, ...]:
    """Only between those who take part: whoever has left, or is off the list, is no pair any more."""
    known = [(asked.names.get(person), asked.keys.get(target)) for person, target in rows]
    return tuple(Pair(person, *key) for person, key in sorted((p, k) for p, k in known if p and k))


def _staff(one: PlanOfficer, unit: Unit | None, skills: Names) -> Staff:
    place = one.base or unit
    least_villages, most_villages, least_members, most_members = one.bounds()
    lat, lon = _at(place) if place is not None else (None, None)
    return Staff(
        id=one.person.staff_number,
        name=one.person.name,
        unit=unit.code if unit is not None else "",
        lat=lat,
        lon=lon,
        home_village=one.home.code if one.home is not None else "",
        skills=skills,
        min_villages=least_villages,
        max_villages=most_villages,
        min_members=least_members,
        max_members=most_members,
    )


def _village(unit: Unit, needs: Names) -> Village:
    return Village(unit.code, unit.name, *_at(unit), needs=needs)


def _at(unit: Unit) -> tuple[float | None, float | None]:
    """Its own coordinates, else those of the one above: a village's township, a section's office."""
    while unit.latitude is None or unit.longitude is None:
        if unit.parent is None or unit.parent.is_division:
            return None, None
        unit = unit.parent
    return unit.latitude, unit.longitude


def _units_of(officers: list[PlanOfficer], today: date) -> dict[UUID, Unit]:
    """Where each works: the first desk post in the tree."""
    posts = Post.objects.on(today).filter(person__in=[one.person_id for one in officers], role__in=DESK)
    found: dict[UUID, Unit] = {}
    for post in posts.select_related("unit__parent").order_by("unit__path"):
        found.setdefault(post.person_id, post.unit)
    return found


def _difficulties(members: list[Member]) -> list[float]:
    """A hard case is somebody ill, disabled, or with more than one kind of need."""
    return [HARD if _is_hard(member) else LIGHT for member in members]


def _is_hard(member: Member) -> bool:
    kinds = {kind.code for kind in member.needs.all()}
    return len(kinds) > 1 or not kinds.isdisjoint({"illness", "disability"})
