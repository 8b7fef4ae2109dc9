"""Plans of who keeps contact: drafting one, its rules and people, putting it away."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.fieldwork import events_caseload
from sanxin.fieldwork.actions.caseload_claims import note, work_on
from sanxin.fieldwork.models import CaseloadPlan, PlanDrop, PlanOfficer, Skill
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.rules import caseload as rules
from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Level, Person, Unit
from sanxin.service.actions.voices import county_of


@dataclass(frozen=True)
class Settings:
    """Bounds and prices of a plan, all of them visible."""

    min_villages: int = 1
    max_villages: int = 2
    min_members: int = 4
    max_members: int = 6
    change_km: float = 30.0
    own_village_km: float = 8.0
    balance_km: float = 0.5
    hard_km: float = 6.0
    most_km: float | None = None


@action
def draft(
    office: Unit,
    *,
    year: int,
    settings: Settings,
    people: Sequence[Person],
    villages: Sequence[Unit],
    by: Person,
    at: datetime,
) -> CaseloadPlan:
    """Begin a plan: who takes part, which villages are to have somebody, and by which rules. Nothing is worked out."""
    permissions.check_may_plan(office.id, by)
    rules.check_year(year, today=timezone.localdate(at))
    _check(settings)
    _check_people(office, people)
    _check_villages(office, villages)
    plan = CaseloadPlan.objects.create(
        county_id=county_of(office), office=office, year=year, **asdict(settings), drafted_by=by, drafted_at=at
    )
    plan.villages.set(villages)
    take_part(plan, people)
    note(events_caseload.DRAFTED, plan, by=by, at=at, year=year, people=len(people), villages=len(villages))
    return plan


@action
def change(
    plan: CaseloadPlan,
    *,
    settings: Settings,
    people: Sequence[Person],
    villages: Sequence[Unit],
    by: Person,
    seen: int,
    at: datetime,
) -> CaseloadPlan:
    """Other bounds, prices, people or villages; they count when the plan is worked out the next time."""
    plan = work_on(plan, by=by, seen=seen)
    _check(settings)
    _check_people(plan.office, people)
    _check_villages(plan.office, villages)
    for name, value in asdict(settings).items():
        setattr(plan, name, value)
    plan.save(update_fields=list(asdict(settings)))
    plan.villages.set(villages)
    plan.officers.exclude(person__in=people).delete()
    known = set(plan.officers.values_list("person", flat=True))
    take_part(plan, [one for one in people if one.pk not in known])
    note(events_caseload.RULES_CHANGED, plan, by=by, at=at)
    return plan


@action
def change_officer(
    officer: PlanOfficer,
    *,
    base: Unit | None,
    home: Unit | None,
    skills: Sequence[Skill] = (),
    max_villages: int | None,
    max_members: int | None,
    by: Person,
    seen: int,
    at: datetime,
) -> PlanOfficer:
    """Where somebody sets out from, the village they come from (never given to them), what they know, and how much they
    can take."""
    plan = work_on(officer.plan, by=by, seen=seen)
    for field, unit in (("base", base), ("home", home)):
        if unit is not None and unit.county_id != plan.county_id:
            raise Refused("fieldwork.plan.place", _("请选本县的乡镇或村。"), field=field)
    if home is not None and home.level != Level.VILLAGE:
        raise Refused("fieldwork.plan.home", _("老家请写到村。"), field="home")
    for field, most in (("max_villages", max_villages), ("max_members", max_members)):
        rules.check_bounds(0, most or 0, field=field)
    if any(skill.office_id != plan.office_id for skill in skills):
        raise Refused("fieldwork.plan.skills", _("请从本单位的专长里选。"), field="skills")
    officer.base, officer.home = base, home
    officer.max_villages, officer.max_members = max_villages, max_members
    officer.save(update_fields=["base", "home", "max_villages", "max_members"])
    officer.skills.set(skills)
    note(events_caseload.PEOPLE_CHANGED, plan, by=by, at=at, name=officer.person.name)
    return officer


@action
def drop(plan: CaseloadPlan, *, by: Person, seen: int, at: datetime) -> PlanDrop:
    """Put a draft away; it stays readable."""
    plan = work_on(plan, by=by, seen=seen)
    row = PlanDrop.objects.create(plan=plan, by=by, at=at)
    note(events_caseload.DROPPED, plan, by=by, at=at, year=plan.year)
    return row


def take_part(plan: CaseloadPlan, people: Sequence[Person]) -> None:
    """Each as in the office's latest plan: where they set out from, where they come from, what they know."""
    earlier = PlanOfficer.objects.filter(plan__office=plan.office_id, person__in=people).exclude(plan=plan)
    latest = {row.person_id: row for row in earlier.order_by("plan__drafted_at", "id").prefetch_related("skills")}
    rows = [PlanOfficer(plan=plan, person=person) for person in people]
    for row in rows:
        if (before := latest.get(row.person_id)) is not None:
            row.base_id, row.home_id = before.base_id, before.home_id
    PlanOfficer.objects.bulk_create(rows)
    links = PlanOfficer.skills.through
    links.objects.bulk_create(
        links(planofficer_id=row.pk, skill_id=skill.pk)
        for row in rows
        if row.person_id in latest
        for skill in latest[row.person_id].skills.all()
    )


def _check(settings: Settings) -> None:
    rules.check_bounds(settings.min_villages, settings.max_villages, field="max_villages")
    rules.check_bounds(settings.min_members, settings.max_members, field="max_members")
    for field in ("change_km", "own_village_km", "balance_km", "hard_km"):
        rules.check_price(getattr(settings, field), field=field)
    if settings.most_km is not None:
        rules.check_price(settings.most_km, field="most_km")


def _check_people(office: Unit, people: Sequence[Person]) -> None:
    rules.check_people(len(people))
    permissions.check_takes_part(office, people, field="people")


def _check_villages(office: Unit, villages: Sequence[Unit]) -> None:
    rules.check_villages(len(villages))
    if any(unit.level != Level.VILLAGE or unit.county_id != office.county_id for unit in villages):
        raise Refused("fieldwork.plan.place", _("请选本县的村（社区）。"), field="villages")
