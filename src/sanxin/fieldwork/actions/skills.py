"""The skills an office asks for: adding one, which kinds of need call for it, retiring; what a village needs."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.fieldwork import events_caseload as events
from sanxin.fieldwork.models import Skill, SkillRetirement, VillageNeed
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.queries.skills import needs_at
from sanxin.fieldwork.rules import skills as rules
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Level, Person, Unit
from sanxin.service.actions.needs import settle_kinds
from sanxin.service.actions.voices import county_of
from sanxin.service.models import NeedKind
from sanxin.service.queries.vocabulary import held_in

NOTHING = "—"


@action
def add_skill(office: Unit, *, name: str, kinds: Sequence[NeedKind], by: Person, at: datetime) -> Skill:
    """Refused: by anybody but a section head, without a name, twice, and beyond a list one can still read."""
    permissions.check_may_plan(office.id, by)
    locked(Unit.objects.filter(pk=office.pk)).get()  # two who add the same take turns
    held = held_in(Skill.objects.filter(office=office))
    rules.VOCABULARY.check_name(name, taken=held.in_use, retired=held.retired)
    rules.check_room(len(held.in_use))
    skill = Skill.objects.create(county_id=county_of(office), office=office, name=name.strip(), order=held.last + 1)
    _set_kinds(skill, kinds)
    _record(events.SKILL_ADDED, skill, by=by, at=at, kinds=len(kinds))
    return skill


@action
def call_for(skill: Skill, *, kinds: Sequence[NeedKind], by: Person, seen: str, at: datetime) -> Skill:
    """Say which kinds of need call for it; counts at the next working out of a plan."""
    permissions.check_may_plan(skill.office_id, by)
    locked(Skill.objects.filter(pk=skill.pk)).get()
    _check_seen(seen, [kind.id for kind in skill.kinds.all()])
    _set_kinds(skill, kinds)
    _record(events.SKILL_KINDS, skill, by=by, at=at, kinds=len(kinds))
    return skill


@action
def retire_skill(skill: Skill, *, by: Person, at: datetime) -> SkillRetirement:
    """Ask for it no more, neither for villages nor for members; who has it keeps it."""
    permissions.check_may_plan(skill.office_id, by)
    locked(Skill.objects.filter(pk=skill.pk)).get()
    rules.VOCABULARY.check_can_retire(retired=SkillRetirement.objects.filter(skill=skill).exists())
    row = SkillRetirement.objects.create(skill=skill, by=by, at=at)
    _record(events.SKILL_RETIRED, skill, by=by, at=at)
    return row


@action
def restore_skill(skill: Skill, *, by: Person, at: datetime) -> Skill:
    permissions.check_may_plan(skill.office_id, by)
    gone, _rows = SkillRetirement.objects.filter(skill=skill).delete()
    rules.VOCABULARY.check_can_restore(retired=gone > 0)
    _record(events.SKILL_RESTORED, skill, by=by, at=at)
    return skill


@action
def ask_of_contact(
    village: Unit, *, office: Unit, skills: Sequence[Skill], by: Person, seen: str, at: datetime
) -> list[VillageNeed]:
    """What whoever keeps contact with this village must have. Counts at the next working out of a plan.

    Refused for a place that is no village of the county, and for skills of another office or out of use.
    """
    permissions.check_may_plan(office.id, by)
    if village.level != Level.VILLAGE or village.county_id != office.county_id:
        raise Refused("fieldwork.skill.place", _("请选本县的村（社区）。"))
    known = set(Skill.objects.filter(office=office).in_use().values_list("pk", flat=True))
    if any(skill.pk not in known for skill in skills):
        raise Refused("fieldwork.skill.unknown", _("有一样专长不在用了，请看过新的再选。"), field="skills")
    locked(Unit.objects.filter(pk=village.pk)).get()
    _check_seen(seen, [skill.id for skill in needs_at(village, office)])
    VillageNeed.objects.filter(village=village, skill__in=known).delete()
    rows = VillageNeed.objects.bulk_create(
        VillageNeed(village=village, skill=skill, by=by, at=at) for skill in dict.fromkeys(skills)
    )
    names = "、".join(skill.name for skill in skills) or NOTHING
    about = [("people.unit", village.id)]
    record(events.VILLAGE_NEEDS, county_id=county_of(office), by=by, at=at, about=about, facts={"skills": names})
    return rows


def _set_kinds(skill: Skill, kinds: Sequence[NeedKind]) -> None:
    if any(kind.office_id != skill.office_id for kind in kinds):
        raise Refused("fieldwork.skill.kinds", _("请从本单位的困难类型里选。"), field="kinds")
    if kinds:
        settle_kinds(skill.office)
    skill.kinds.set(kinds)


def _check_seen(seen: str, now: list[UUID]) -> None:
    if seen != rules.fingerprint(now):
        raise Overtaken("fieldwork.skill.overtaken", _("刚有人改过，没有存您的改动。请看过新的再改。"))


def _record(name: str, skill: Skill, /, *, by: Person, at: datetime, **facts: object) -> None:
    about = [("fieldwork.skill", skill.id)]
    record(name, county_id=skill.county_id, by=by, at=at, about=about, facts={"name": skill.name, **facts})
