"""Approving a plan: its pairs hold from a day on."""

from datetime import date, datetime

from django.utils import timezone

from sanxin.fieldwork import events_caseload
from sanxin.fieldwork.actions.caseload_claims import claim, note
from sanxin.fieldwork.models import CaseloadPlan, PlanApproval, PlanPair
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.queries.caseload_plans import latest_in_force, left_out
from sanxin.fieldwork.rules import caseload as rules
from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.service.actions.keepings import Given, keep


@action
def approve(plan: CaseloadPlan, *, in_force_on: date, by: Person, seen: int, at: datetime) -> PlanApproval:
    """Somebody else than who drafted it agrees. From that day on everybody of the plan keeps contact as it says.

    Refused before it is worked out, for a day gone by, and where an officer of it works here no more.
    """
    permissions.check_may_approve(plan, by)
    plan = claim(plan, seen=seen)
    rules.check_solved(round_=plan.round)
    rules.check_in_force(in_force_on, today=timezone.localdate(at), latest=latest_in_force(plan.office_id))
    pairs = list(PlanPair.objects.filter(plan=plan, member__left_on=None).select_related("person"))
    permissions.check_takes_part(plan.office_id, {pair.person for pair in pairs if pair.person is not None})
    approval = PlanApproval.objects.create(plan=plan, in_force_on=in_force_on, by=by, at=at)
    given = [
        Given(pair.person_id, village_id=pair.village_id, member_id=pair.member_id)
        for pair in pairs
        if pair.person_id is not None or pair.before_id is not None
    ]
    given += [Given(None, village_id=unit.id) for unit in left_out(plan, in_force_on)]
    keep(given, office_id=plan.office_id, since=in_force_on, by=by, at=at, source_id=plan.id)
    moved = tuple(("service.member", pair.member_id) for pair in pairs if pair.member_id and pair.change != "kept")
    note(events_caseload.APPROVED, plan, moved, by=by, at=at, year=plan.year, day=in_force_on.isoformat())
    return approval
