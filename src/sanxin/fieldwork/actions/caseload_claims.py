"""Hold a plan while a verb writes, notice that somebody was faster, and say what was done on its timeline."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.fieldwork.models import CaseloadPlan, PlanApproval, PlanDrop
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.rules import caseload as rules
from sanxin.kernel.events import Subject, record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person


def claim(plan: CaseloadPlan, *, seen: int | None) -> CaseloadPlan:
    """The plan as it is now, its version counted up and saved; refused where it is approved or put away."""
    fresh = locked(CaseloadPlan.objects.filter(pk=plan.pk)).select_related("office").get()
    over = PlanApproval.objects.filter(plan=fresh).exists() or PlanDrop.objects.filter(plan=fresh).exists()
    rules.check_open(is_open=not over)
    if seen is not None and seen != fresh.version:
        raise Overtaken("fieldwork.plan.overtaken", _("刚有人改过这份安排，没有存您的改动。请看过新的再办。"))
    fresh.version += 1
    fresh.save(update_fields=["version"])
    return fresh


def work_on(plan: CaseloadPlan, *, by: Person, seen: int) -> CaseloadPlan:
    """The first lines of every verb that changes a draft."""
    permissions.check_may_plan(plan.office_id, by)
    return claim(plan, seen=seen)


def note(
    name: str,
    plan: CaseloadPlan,
    also: tuple[Subject, ...] = (),
    /,
    *,
    by: Person | None,
    at: datetime,
    **facts: object,
) -> None:
    about = [("fieldwork.plan", plan.id), *also]
    record(name, county_id=plan.county_id, by=by, at=at, about=about, facts=facts)
