"""Why a proposal came back: by a leader's decision or on its round, with the words that were marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sanxin.people.models import Person
from sanxin.research.models import Decision, Proposal, Verdict
from sanxin.research.models.proposal_route import MarkedPassage, StepReturn
from sanxin.research.queries.proposal_parts import parts_of
from sanxin.research.rules.proposal_routes import squeezed


@dataclass
class Marked:
    """One mark; `stands` while the words are still there as they were marked."""

    row: MarkedPassage
    stands: bool


@dataclass
class GivenBack:
    words: str
    by: Person
    at: datetime
    marks: list[Marked] = field(default_factory=list)


def latest_returns(proposals: Iterable[Proposal]) -> dict[UUID, GivenBack]:
    """The latest return of each; two queries."""
    rows = list(proposals)
    found: dict[UUID, GivenBack] = {}
    decided = Decision.objects.filter(verdict=Verdict.RETURN, submission__proposal__in=rows)
    for one in decided.select_related("by", "submission"):
        _keep(found, one.submission.proposal_id, GivenBack(one.memo, one.by, one.at))
    looked = StepReturn.objects.filter(step__routing__proposal__in=rows).select_related("step__person", "step__routing")
    for back in looked:
        _keep(found, back.step.routing.proposal_id, GivenBack(back.words, back.step.person, back.at))
    return found


def returns_of(proposal: Proposal, figures: Mapping[str, Any]) -> list[GivenBack]:
    """All returns of one proposal, newest first, with their marks; a handful of queries."""
    parts = {name: squeezed(text) for name, text in parts_of(proposal, figures).items()}
    rows: dict[UUID, GivenBack] = {}
    for one in Decision.objects.filter(verdict=Verdict.RETURN, submission__proposal=proposal).select_related("by"):
        rows[one.pk] = GivenBack(one.memo, one.by, one.at)
    for back in StepReturn.objects.filter(step__routing__proposal=proposal).select_related("step__person"):
        rows[back.pk] = GivenBack(back.words, back.step.person, back.at)
    for mark in MarkedPassage.objects.filter(proposal=proposal):
        owner = mark.decision_id or mark.step_return_id
        if owner:
            rows[owner].marks.append(Marked(mark, squeezed(mark.quote) in parts[mark.field]))
    return sorted(rows.values(), key=lambda row: row.at, reverse=True)


def _keep(found: dict[UUID, GivenBack], key: UUID, row: GivenBack) -> None:
    if key not in found or found[key].at < row.at:
        found[key] = row
