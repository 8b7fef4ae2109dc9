"""What is settled before a plan is worked out: whom somebody must never be given, with a reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.fieldwork import events_caseload
from sanxin.fieldwork.actions.caseload_claims import note, work_on
from sanxin.fieldwork.models import CaseloadPlan, PairRule, PlanPair
from sanxin.fieldwork.rules import caseload as rules
from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person


@action
def forbid(
    plan: CaseloadPlan, pair: PlanPair, *, person: Person, reason: str, by: Person, seen: int, at: datetime
) -> PairRule:
    """This officer is never given that village or member: relatives, a dispute. Counts at the next working out."""
    plan = work_on(plan, by=by, seen=seen)
    rules.check_reason(reason)
    same = PairRule.objects.filter(plan=plan, person=person, village=pair.village, member=pair.member)
    if same.exists():
        raise Refused("fieldwork.rule.there", _("这两个已经有一条指定或回避，先取消那一条。"), field="person")
    row = PairRule.objects.create(
        plan=plan,
        person=person,
        village_id=pair.village_id,
        member_id=pair.member_id,
        must=False,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    kind = "village" if pair.village_id else "member"
    note(events_caseload.FORBIDDEN, plan, by=by, at=at, kind=kind, reason=row.reason)
    return row


@action
def drop_rule(rule: PairRule, *, by: Person, seen: int, at: datetime) -> None:
    """No longer settled; the next working out may do otherwise."""
    plan = work_on(rule.plan, by=by, seen=seen)
    rule.delete()
    note(events_caseload.RULE_DROPPED, plan, by=by, at=at)
