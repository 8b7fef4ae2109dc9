"""批示: the leader's answer, and what it opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions.items import NewMeasure, open_item
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.research import events_proposals
from sanxin.research.actions.problems import put_on_ledger
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.actions.proposal_routes import Mark, mark_decision
from sanxin.research.actions.proposals import subjects_of
from sanxin.research.models import (
    Decision,
    DecisionItem,
    PlannedItem,
    Problem,
    Proposal,
    ProposalStage,
    ProposalSubmission,
    ProposalWithdrawal,
    Verdict,
)
from sanxin.research.models.decision import OPENING
from sanxin.research.permissions import proposals as permissions
from sanxin.research.rules import proposals as rules
from sanxin.research.rules.proposal_figures import fill
from sanxin.service.actions.links import tie
from sanxin.service.models import Voice
from sanxin.service.queries.origins import Origin, origin_of

STAGES = {
    Verdict.AGREE: ProposalStage.AGREED,
    Verdict.AGREE_WITH_CHANGES: ProposalStage.AGREED,
    Verdict.RETURN: ProposalStage.RETURNED,
    Verdict.REFUSE: ProposalStage.REFUSED,
}

LONGEST_OUTCOME = 200
"""What the ledger keeps of how we shall know."""


@dataclass(frozen=True)
class Change:
    """What the leader wants otherwise than planned."""

    owner: Person
    working_days: int


@dataclass(frozen=True)
class Held:
    """A planned item as it holds after the leader looked at it."""

    row: PlannedItem
    owner: Person
    working_days: int
    changed: bool


@action
def decide(
    submission: ProposalSubmission,
    *,
    verdict: str,
    memo: str,
    by: Person,
    at: datetime,
    changes: Mapping[UUID, Change] | None = None,
    marks: Sequence[Mark] = (),
) -> Decision:
    """One answer, for ever. A yes opens the planned items with owner and deadline and ties the voices to each.

    `changes` (planned item → owner and working days) come with 改后同意 alone. Refused: by anybody but the leader it
    lies before, twice, after it was taken back, a no or a return without a word why.
    """
    permissions.check_may_decide(submission, by)
    chosen = _verdict(verdict)
    rules.check_memo(chosen, memo)
    submission = locked(ProposalSubmission.objects.filter(pk=submission.pk)).get()
    rules.check_can_be_decided(
        decided=Decision.objects.filter(submission=submission).exists(),
        withdrawn=ProposalWithdrawal.objects.filter(submission=submission).exists(),
    )
    proposal = locked(Proposal.objects.filter(pk=submission.proposal_id)).get()
    held = _held(proposal, chosen, changes or {}) if chosen in OPENING else []
    decision = Decision.objects.create(submission=submission, verdict=chosen, memo=memo.strip(), by=by, at=at)
    items = _open(proposal, submission, held, by=by, at=at)
    DecisionItem.objects.bulk_create(
        DecisionItem(decision=decision, planned=one.row, item=item, changed=one.changed)
        for one, item in zip(held, items, strict=True)
    )
    if chosen == Verdict.RETURN:
        mark_decision(decision, marks=marks, by=by, at=at)
    proposal.stage, proposal.version = STAGES[chosen], proposal.version + 1
    proposal.save(update_fields=["stage", "version"])
    about = [*subjects_of(proposal), *(("ledger.item", item.id) for item in items)]
    facts = {"code": proposal.code, "items": len(items)}
    record(events_proposals.DECIDED[chosen], county_id=proposal.county_id, by=by, at=at, about=about, facts=facts)
    return decision


def _verdict(given: str) -> Verdict:
    if given not in Verdict.values:
        raise Refused("research.decision.unknown", _("请在同意、改后同意、退回、不同意里选一个。"))
    return Verdict(given)


def _held(proposal: Proposal, verdict: Verdict, changes: Mapping[UUID, Change]) -> list[Held]:
    """Each planned item with the owner and working days that hold."""
    held = []
    for row in proposal.planned.select_related("owner").prefetch_related("cooperating"):
        planned = Change(row.owner, row.working_days)
        change = changes.get(row.id, planned)
        held.append(Held(row, change.owner, change.working_days, change != planned))
    rules.check_changes(verdict, sum(one.changed for one in held))
    rules.check_planned([one.working_days for one in held])
    return held


def _open(
    proposal: Proposal, submission: ProposalSubmission, held: Sequence[Held], *, by: Person, at: datetime
) -> list[Item]:
    """The ledger items of a yes: each stands for the problems, and all who spoke will be told how it ends."""
    if not held:
        return []
    hold_desk(proposal.office_id)
    problems = list(Problem.objects.on_desk().filter(proposals=proposal))
    voices = list(Voice.objects.filter(problem_row__problem__in=problems, office=proposal.office_id))
    origin = origin_of(voices)
    items = [_open_one(proposal, one, origin, submission.figures, by=by, at=at) for one in held]
    for item in items:
        tie(voices, item, by=by, at=at)
    for problem in problems:
        put_on_ledger(problem, items, by=by, at=at)
    return items


def _open_one(
    proposal: Proposal, one: Held, origin: Origin, figures: Mapping[str, Any], *, by: Person, at: datetime
) -> Item:
    return open_item(
        office=proposal.office,
        title=one.row.title,
        owner=one.owner,
        working_days=one.working_days,
        detail=fill(proposal.text, figures),
        outcome_wanted=fill(proposal.measure, figures)[:LONGEST_OUTCOME] if one.row.order == 1 else "",
        measures=_measures(proposal, one, at=at),
        place=origin.place,
        kind=origin.kind,
        cost=proposal.cost,
        source=_("方案 {code}").format(code=proposal.code),
        cooperating=[unit for unit in one.row.cooperating.all() if unit.id != proposal.office_id],
        by=by,
        at=at,
    )


def _measures(proposal: Proposal, one: Held, *, at: datetime) -> list[NewMeasure]:
    """The steps that belong to the item, for its owner; none ends later than the item itself."""
    calendar, today = calendar_of(proposal.county_id), timezone.localdate(at)
    steps = proposal.steps.filter(item_order=one.row.order)
    return [
        NewMeasure(step.what, calendar.add(today, min(step.working_days, one.working_days)), person=one.owner)
        for step in steps
    ]
