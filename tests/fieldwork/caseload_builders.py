"""Plans and handovers, made by the same verbs people use, in a small county with coordinates."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sanxin.fieldwork.actions.caseload_plans import Settings, draft
from sanxin.fieldwork.actions.caseload_rounds import perform
from sanxin.fieldwork.actions.handovers import hand_over
from sanxin.fieldwork.models import CaseloadPlan, Handover, HandoverCause, PlanPair
from sanxin.kernel import clock
from sanxin.kernel.roles import Role
from sanxin.people.models import Level, Person, Unit
from sanxin.service.actions.keepings import Given, keep
from sanxin.service.models import Member
from tests.cast import Cast, person, unit
from tests.service.member_builders import a_member

EASY = Settings(min_villages=0, max_villages=4, min_members=0, max_members=8)
"""Three officers, eight villages: nobody has to be below a floor."""
PLACES = {"竹坑村": (28.90, 117.20), "双溪村": (28.92, 117.24)}
MORE = ("车溪村", "上畈村", "沙湾村", "泉塘村", "横路村", "戴坞村")


def settle(cast: Cast, *, members: int = 6) -> list[Unit]:
    """Coordinates for the cast's villages, six more of them, and members by turns; 程晓岚 keeps contact with them."""
    cast.village.latitude, cast.village.longitude = PLACES["竹坑村"]
    cast.other_village.latitude, cast.other_village.longitude = PLACES["双溪村"]
    villages = [cast.village, cast.other_village]
    for one in villages:
        one.save(update_fields=["latitude", "longitude"])
    for number, name in enumerate(MORE):
        made = unit(f"3602811062{number + 10}", name, Level.VILLAGE, cast.town)
        made.latitude, made.longitude = 28.9 + number / 40, 117.3 - number / 50
        made.save(update_fields=["latitude", "longitude"])
        villages.append(made)
    for number in range(members):
        a_member(cast, name=f"方某{number}", village=villages[number % len(villages)])
    return villages


def a_draft(cast: Cast, villages: Sequence[Unit], *, settings: Settings = EASY, **changes: Any) -> CaseloadPlan:
    """徐建平 drafts next year's for the three of the desk."""
    said: dict[str, Any] = {
        "year": clock.today().year + 1,
        "settings": settings,
        "people": [cast.officer, cast.colleague, cast.head],
        "villages": villages,
        "by": cast.head,
        "at": clock.now(),
    }
    return draft(cast.department, **(said | changes))


def solved(plan: CaseloadPlan, by: Person) -> CaseloadPlan:
    """Worked out here and now."""
    perform(plan, by=by, version=None, at=clock.now(), step=lambda *_: None)
    return CaseloadPlan.objects.get(pk=plan.pk)


def a_plan(cast: Cast, *, members: int = 6, **changes: Any) -> CaseloadPlan:
    """Drafted and worked out."""
    return solved(a_draft(cast, settle(cast, members=members), **changes), cast.head)


def pair_of(plan: CaseloadPlan, target: Unit | Member) -> PlanPair:
    field = "village" if isinstance(target, Unit) else "member"
    return PlanPair.objects.with_names().select_related("plan__office").get(plan=plan, **{field: target})


def seen(plan: CaseloadPlan) -> int:
    return CaseloadPlan.objects.get(pk=plan.pk).version


def second_head(cast: Cast) -> Person:
    """汪志远 heads the other section."""
    return person(cast.county, "lp010", "汪志远", Role.SECTION_HEAD, cast.other_section)


def give(cast: Cast, who: Person, *villages: Unit, since: date | None = None) -> None:
    """From a day on somebody keeps contact with these villages, as a plan would say."""
    given = [Given(who.id, village_id=unit.id) for unit in villages]
    since = since or clock.today()
    keep(given, office_id=cast.department.id, since=since, by=cast.head, at=clock.now())


def a_handover(cast: Cast, *targets: Unit | Member, **changes: Any) -> Handover:
    """程晓岚 asks 何志明 to look after these for a while."""
    said: dict[str, Any] = {
        "giver": cast.officer,
        "receiver": cast.colleague,
        "cause": HandoverCause.LEAVE,
        "for_good": False,
        "since": clock.today(),
        "until": None,
        "note": "方家的药月底要带。",
        "by": cast.officer,
        "at": clock.now(),
    }
    given = [_given(one) for one in targets]
    return hand_over(cast.department, targets=given, **(said | changes))


def _given(target: Unit | Member) -> Given:
    pk: UUID = target.pk
    return Given(None, village_id=pk) if isinstance(target, Unit) else Given(None, member_id=pk)
