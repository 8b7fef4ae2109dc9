"""What was decided before about the same kind of thing."""

from dataclasses import dataclass
from uuid import UUID

from sanxin.ledger.rules.stages import Stage as ItemStage
from sanxin.research.models import DecisionItem, Proposal, ProposalProblem, ProposalStage

SHARED_WORDS = 2
SHOWN = 3
LOOKED_AT = 200


@dataclass(frozen=True)
class Earlier:
    proposal: Proposal
    light_kind: str
    outcome: str
    """refused, done or running"""
    done: int
    items: int


def similar_to(proposal: Proposal) -> list[Earlier]:
    """The latest decided proposals of the office whose problems share key words; three queries."""
    words = _words_of([proposal.id])[proposal.id]
    decided = Proposal.objects.filter(
        office=proposal.office_id, stage__in=[ProposalStage.AGREED, ProposalStage.REFUSED]
    ).exclude(pk=proposal.pk)
    candidates = list(decided[:LOOKED_AT])
    theirs = _words_of([one.id for one in candidates])
    alike = [one for one in candidates if len(words & theirs[one.id]) >= SHARED_WORDS][:SHOWN]
    return _with_outcome(alike)


def _words_of(ids: list[UUID]) -> dict[UUID, set[str]]:
    words: dict[UUID, set[str]] = {pk: set() for pk in ids}
    rows = ProposalProblem.objects.filter(proposal__in=ids).values_list("proposal_id", "problem__keywords")
    for pk, keywords in rows:
        words[pk].update(keywords)
    return words


def _with_outcome(proposals: list[Proposal]) -> list[Earlier]:
    rows = DecisionItem.objects.filter(decision__submission__proposal__in=proposals)
    stages: dict[UUID, list[str]] = {one.id: [] for one in proposals}
    for pk, stage in rows.values_list("decision__submission__proposal_id", "item__stage"):
        stages[pk].append(stage)
    return [_earlier(one, stages[one.id]) for one in proposals]


def _earlier(proposal: Proposal, stages: list[str]) -> Earlier:
    done = sum(stage == ItemStage.STRUCK_OFF for stage in stages)
    if proposal.stage == ProposalStage.REFUSED:
        return Earlier(proposal, "off", "refused", done, len(stages))
    if stages and done == len(stages):
        return Earlier(proposal, "done", "done", done, len(stages))
    return Earlier(proposal, "green", "running", done, len(stages))
