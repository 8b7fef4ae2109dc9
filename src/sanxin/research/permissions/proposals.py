"""Who writes proposals, who decides them."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.models import Person
from sanxin.research.models.proposal import Proposal, ProposalSubmission
from sanxin.research.models.proposal_route import Desk, RouteStep


def may_draft(office_id: UUID, person: Person) -> bool:
    return office_id in person.sight.desk_offices


def check_may_draft(office_id: UUID, person: Person) -> None:
    if not may_draft(office_id, person):
        raise NotAllowed("research.proposal.not_desk", _("方案由本单位的干部来写。"))


def may_write(proposal: Proposal, person: Person) -> bool:
    return proposal.office_id in person.sight.desk_offices


def check_may_write(proposal: Proposal, person: Person) -> None:
    if not may_write(proposal, person):
        raise NotAllowed("research.proposal.not_yours", _("方案由本单位的干部来改、来报。"))


def check_leads(office_id: UUID, leader: Person) -> None:
    """The one it is put before leads this office today."""
    if office_id not in leader.sight.led_offices:
        raise Refused(
            "research.proposal.no_leader", _("{leader}不是本单位的领导，另选一位。").format(leader=leader), field="to"
        )


def may_decide(submission: ProposalSubmission, person: Person) -> bool:
    return submission.to_id == person.id and submission.proposal.office_id in person.sight.led_offices


def check_may_decide(submission: ProposalSubmission, person: Person) -> None:
    if not may_decide(submission, person):
        raise NotAllowed("research.decision.not_yours", _("这个方案报给{to}，由{to}来定。").format(to=submission.to))


def check_may_look(office_id: UUID, person: Person, desk: str) -> None:
    """A section head looks for the section, a leader as deputy."""
    sight = person.sight
    fits = office_id in (sight.headed_offices if desk == Desk.SECTION else sight.led_offices)
    if not fits:
        words = _("{who}不是本单位的科室负责人。") if desk == Desk.SECTION else _("{who}不是本单位的领导。")
        raise Refused("research.route.no_reader", words.format(who=person), field=desk)


def may_answer(step: RouteStep, person: Person) -> bool:
    return step.person_id == person.id and step.routing.proposal.office_id in person.sight.work_offices


def check_may_answer(step: RouteStep, person: Person) -> None:
    if not may_answer(step, person):
        raise NotAllowed("research.route.not_yours", _("这一步请{who}看。").format(who=step.person))
