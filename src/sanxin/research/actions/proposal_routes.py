"""A proposal goes its round: section head, deputy leader, main leader. Each passes it on or returns it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.research import events_proposals as events
from sanxin.research.actions.proposals import check_ready, claim, note, put_before, settle
from sanxin.research.models import Decision, Proposal, ProposalStage, ProposalSubmission
from sanxin.research.models.proposal_route import (
    Desk,
    MarkedPassage,
    Passage,
    RouteStep,
    Routing,
    RoutingWithdrawal,
    StepPass,
    StepReturn,
)
from sanxin.research.permissions import proposals as permissions
from sanxin.research.queries.proposal_parts import parts_of
from sanxin.research.queries.proposals import frozen_figures
from sanxin.research.rules import proposal_routes as rules


@dataclass(frozen=True)
class Mark:
    """Words of one part of the paper and what to do about them."""

    field: str
    quote: str
    remark: str


@action
def send_round(
    proposal: Proposal,
    *,
    to: Person,
    by: Person,
    seen: int,
    at: datetime,
    section: Person | None = None,
    deputy: Person | None = None,
) -> Routing | ProposalSubmission:
    """Send it to the section head and the deputy leader first, as far as they are named; without both, to the leader.

    Refused: as for a submission; a reader who drafted it, who is the leader, or who may not look.
    """
    permissions.check_may_write(proposal, by)
    proposal = claim(proposal, seen=seen)
    check_ready(proposal, to)
    looks = [(desk, person) for desk, person in ((Desk.SECTION, section), (Desk.DEPUTY, deputy)) if person]
    for desk, person in looks:
        permissions.check_may_look(proposal.office_id, person, desk)
    names = [str(person.id) for _desk, person in looks]
    rules.check_reviewers(names, drafter=str(by.id), leader=str(to.id))
    if not looks:
        return put_before(proposal, to=to, by=by, at=at)
    routing = Routing.objects.create(
        proposal=proposal, round=Routing.objects.filter(proposal=proposal).count() + 1, to=to, by=by, at=at
    )
    RouteStep.objects.bulk_create(
        RouteStep(routing=routing, order=order, desk=desk, person=person)
        for order, (desk, person) in enumerate(looks, start=1)
    )
    settle(proposal, ProposalStage.REVIEWING)
    note(events.ROUTED, proposal, by=by, at=at, to=looks[0][1].name)
    return routing


@action
def pass_on(step: RouteStep, *, by: Person, at: datetime, words: str = "") -> RouteStep | ProposalSubmission:
    """Looked at, and on to the next; after the last look it lies before the leader, figures frozen."""
    permissions.check_may_answer(step, by)
    proposal = claim(step.routing.proposal)
    rules.check_turn(_is_current(step))
    StepPass.objects.create(step=step, note=words.strip(), at=at)
    following = RouteStep.objects.waiting().filter(routing=step.routing_id).select_related("person").first()
    to = following.person if following else step.routing.to
    if following:
        proposal.save(update_fields=["version"])
        note(events.PASSED, proposal, by=by, at=at, to=to.name)
        return following
    check_ready(proposal, to, reviewed=True)
    note(events.PASSED, proposal, by=by, at=at, to=to.name)
    return put_before(proposal, to=to, by=step.routing.by, at=at)


@action
def send_back(step: RouteStep, *, words: str, by: Person, at: datetime, marks: Sequence[Mark] = ()) -> StepReturn:
    """Back to whoever drafted it, with what to mend and, where it helps, the very words marked."""
    permissions.check_may_answer(step, by)
    proposal = claim(step.routing.proposal)
    rules.check_turn(_is_current(step))
    rules.check_return(words)
    row = StepReturn.objects.create(step=step, words=words.strip(), at=at)
    _write_marks(proposal, marks, by=by, at=at, step_return=row)
    settle(proposal, ProposalStage.RETURNED)
    note(events.SENT_BACK, proposal, by=by, at=at, marks=len(marks))
    return row


@action
def call_back(proposal: Proposal, *, by: Person, seen: int, at: datetime) -> RoutingWithdrawal:
    """Take it back while somebody looks at it."""
    permissions.check_may_write(proposal, by)
    proposal = claim(proposal, seen=seen)
    step = RouteStep.objects.waiting().filter(routing__proposal=proposal).first()
    if step is None:
        raise Refused("research.route.not_waiting", _("方案不在别人手里，不用收回。"))
    row = RoutingWithdrawal.objects.create(routing_id=step.routing_id, by=by, at=at)
    settle(proposal, ProposalStage.DRAFT)
    note(events.WITHDRAWN, proposal, by=by, at=at)
    return row


@action
def mark_decision(decision: Decision, *, marks: Sequence[Mark], by: Person, at: datetime) -> None:
    """The leader who returns it may mark words too; part of the decision, without an event of its own."""
    _write_marks(decision.submission.proposal, marks, by=by, at=at, decision=decision)


def _is_current(step: RouteStep) -> bool:
    return RouteStep.objects.waiting().filter(pk=step.pk).exists()


def _write_marks(
    proposal: Proposal,
    marks: Sequence[Mark],
    *,
    by: Person,
    at: datetime,
    step_return: StepReturn | None = None,
    decision: Decision | None = None,
) -> None:
    rules.check_marks(len(marks))
    if not marks:
        return
    figures = decision.submission.figures if decision else frozen_figures(list(proposal.problems.all()))
    parts = parts_of(proposal, figures)
    for mark in marks:
        field = mark.field if mark.field in Passage.values else Passage.TEXT
        rules.check_mark(mark.quote, mark.remark, paper=parts[field])
        MarkedPassage.objects.create(
            proposal=proposal,
            step_return=step_return,
            decision=decision,
            field=field,
            quote=mark.quote.strip(),
            remark=mark.remark.strip(),
            by=by,
            at=at,
        )
