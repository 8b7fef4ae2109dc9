"""Who drafts, adjusts, approves and hands over caseloads."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.fieldwork.models import CaseloadPlan, Handover
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import DESK
from sanxin.people.models import Person, Unit
from sanxin.people.queries.pickers import people_of_offices


def may_plan(office_id: UUID, by: Person) -> bool:
    """Members in difficulty are on the table: those who see the whole list."""
    return office_id in by.sight.headed_offices


def check_may_plan(office_id: UUID, by: Person) -> None:
    if not may_plan(office_id, by):
        raise NotAllowed("fieldwork.plan.not_head", _("联系安排由本单位的科室负责人来排。"))


def may_approve(plan: CaseloadPlan, by: Person) -> bool:
    return by.id != plan.drafted_by_id and plan.office_id in by.sight.headed_offices | by.sight.led_offices


def check_may_approve(plan: CaseloadPlan, by: Person) -> None:
    if plan.office_id not in by.sight.headed_offices | by.sight.led_offices:
        raise NotAllowed("fieldwork.plan.not_leader", _("联系安排由本单位的领导或科室负责人批准。"))
    if by.id == plan.drafted_by_id:
        raise NotAllowed("fieldwork.plan.own", _("自己排的请另一位科室负责人或领导批准。"))


def check_takes_part(office: Unit | UUID, people: Iterable[Person], *, field: str | None = None) -> None:
    """Who keeps contact works at this desk today; others could not open what they are to look after."""
    wanted = list(people)
    able = set(people_of_offices([office], roles=DESK).values_list("pk", flat=True))
    for person in wanted:
        if person.pk not in able:
            sentence = _("{name}不在本单位办事，不能联系村和党员。").format(name=person.name)
            raise Refused("fieldwork.caseload.not_here", sentence, field=field)


def check_may_hand_over(office_id: UUID, giver: Person, by: Person) -> None:
    """One's own; a section head for everybody of the office."""
    if office_id in by.sight.headed_offices:
        return
    if by.id != giver.id or office_id not in by.sight.desk_offices:
        raise NotAllowed("fieldwork.handover.not_yours", _("联系点由本人或科室负责人来交接。"))


def check_may_answer(handover: Handover, by: Person) -> None:
    if handover.receiver_id != by.id:
        raise NotAllowed("fieldwork.handover.not_receiver", _("接不接由{name}来定。").format(name=handover.receiver))


def may_withdraw(handover: Handover, by: Person) -> bool:
    return by.id in {handover.giver_id, handover.by_id} or handover.office_id in by.sight.headed_offices


def check_may_withdraw(handover: Handover, by: Person) -> None:
    if not may_withdraw(handover, by):
        raise NotAllowed("fieldwork.handover.not_yours", _("联系点由本人或科室负责人来交接。"))


def may_end(handover: Handover, by: Person) -> bool:
    return may_withdraw(handover, by) or by.id == handover.receiver_id


def check_may_end(handover: Handover, by: Person) -> None:
    if not may_end(handover, by):
        raise NotAllowed("fieldwork.handover.not_yours", _("联系点由本人或科室负责人来交接。"))
