"""Skills of an office, what villages and members need of whoever keeps contact, and whether a plan has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sanxin.fieldwork.models import CaseloadPlan, PlanOfficer, PlanPair, Skill, VillageNeed
from sanxin.people.models import Unit
from sanxin.service.models import MemberNeed

Names = frozenset[str]
NONE: Names = frozenset()


def skills_of(office: Unit | UUID) -> list[Skill]:
    """Those in use, in order."""
    return list(Skill.objects.filter(office=office).in_use())


def all_skills_of(office: Unit | UUID) -> list[Skill]:
    """Those retired too, with the kinds of need that call for them; two queries."""
    rows = Skill.objects.filter(office=office).select_related("retirement")
    return list(rows.prefetch_related("kinds"))


def needs_at(village: Unit, office: Unit | UUID) -> list[Skill]:
    """What whoever keeps contact with this village must have, says this office."""
    rows = VillageNeed.objects.filter(village=village, skill__office=office, skill__retirement=None)
    return [row.skill for row in rows.select_related("skill")]


@dataclass
class Needed:
    """What is needed at one office, by name: of whoever keeps contact with a village, or with a kind of need."""

    by_village: dict[UUID, Names] = field(default_factory=dict)
    by_kind: dict[UUID, Names] = field(default_factory=dict)

    def of_village(self, village_id: UUID) -> Names:
        return self.by_village.get(village_id, NONE)

    def of_kinds(self, kinds: Iterable[UUID]) -> Names:
        return NONE.union(*(self.by_kind.get(kind, NONE) for kind in kinds))


def needed_at(office_id: UUID) -> Needed:
    """Two queries."""
    villages: dict[UUID, set[str]] = defaultdict(set)
    kinds: dict[UUID, set[str]] = defaultdict(set)
    rows = VillageNeed.objects.filter(skill__office=office_id, skill__retirement=None)
    for village_id, name in rows.values_list("village", "skill__name").order_by():
        villages[village_id].add(name)
    links = Skill.kinds.through.objects.filter(skill__office=office_id, skill__retirement=None)
    for kind_id, name in links.values_list("needkind", "skill__name"):
        kinds[kind_id].add(name)
    return Needed(
        {village: frozenset(names) for village, names in villages.items()},
        {kind: frozenset(names) for kind, names in kinds.items()},
    )


def skills_in(plan: CaseloadPlan) -> dict[UUID, Names]:
    """What everybody who takes part knows, of the skills in use; one query."""
    found: dict[UUID, set[str]] = defaultdict(set)
    links = PlanOfficer.skills.through.objects.filter(planofficer__plan=plan, skill__retirement=None)
    for person_id, name in links.values_list("planofficer__person", "skill__name"):
        found[person_id].add(name)
    return {person: frozenset(names) for person, names in found.items()}


def match_in(plan: CaseloadPlan, pairs: Iterable[PlanPair]) -> None:
    """Write onto each row which of the skills it needs its officer has, and which not. Four queries."""
    tell_match(pairs, needed_at(plan.office_id), skills_in(plan))


def tell_match(pairs: Iterable[PlanPair], needed: Needed, known: Mapping[UUID, Names]) -> None:
    """The same where both are at hand already. One query."""
    rows = list(pairs)
    kinds: dict[UUID, list[UUID]] = defaultdict(list)
    members = [row.member_id for row in rows if row.member_id]
    for member_id, kind_id in MemberNeed.objects.filter(member__in=members).values_list("member", "kind"):
        kinds[member_id].append(kind_id)
    for row in rows:
        wanted = needed.of_village(row.village_id) if row.village_id else needed.of_kinds(kinds[row.target_id])
        has = known.get(row.person_id, NONE) if row.person_id else NONE
        row.met, row.lacking = sorted(wanted & has), sorted(wanted - has)
