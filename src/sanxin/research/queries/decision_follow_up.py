"""What became of a decision: each item, its result, and what the people say."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxin.ledger.models import Progress, StrikeOff
from sanxin.research.models import DecisionItem, Proposal
from sanxin.research.queries.proposals import FollowUp, follow_up
from sanxin.research.rules.answers import Answers, shown
from sanxin.service.models import Reply, Solved


@dataclass(frozen=True)
class Result:
    """One item with what was last noted, the result once struck off, and the answers of those who spoke."""

    row: FollowUp
    last: str
    result: str
    answers: Answers

    @property
    def is_done(self) -> bool:
        return self.row.light.kind == "done"

    @property
    def is_late(self) -> bool:
        return self.row.light.kind == "red"


@dataclass(frozen=True)
class After:
    results: list[Result]
    answers: Answers
    """Of all items together, each person once."""

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.results)

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.results)


def after(proposal: Proposal, today: date) -> After:
    """A handful of queries, however many items and voices."""
    rows = follow_up(proposal, today)
    items = [row.item.id for row in rows]
    last, results = _last_progress(items), results_of(items)
    said = _said(items)
    return After(
        results=[
            Result(
                row,
                last.get(row.item.id, ""),
                results.get(row.item.id, ""),
                _answers(said[row.item.id]),
            )
            for row in rows
        ],
        answers=_answers([pair for pairs in said.values() for pair in pairs]),
    )


def answers_of(proposals: Collection[UUID]) -> dict[UUID, Answers]:
    """What the people say about all that each proposal led to; two queries."""
    ties = DecisionItem.objects.filter(decision__submission__proposal__in=proposals)
    items = dict(ties.values_list("item_id", "decision__submission__proposal_id"))
    grouped: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for item, pairs in _said(list(items)).items():
        grouped[items[item]] += pairs
    return {key: _answers(pairs) for key, pairs in grouped.items()}


def _said(items: Collection[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """item → (who, what they said), oldest first; one query. A “no” reopened its item: it counts until a later word."""
    rows = Reply.objects.filter(strike_off__item__in=items).exclude(solved=Solved.NOT_ASKED)
    said: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for item, voice, speaker, solved in rows.order_by("at").values_list(
        "strike_off__item_id", "voice_id", "voice__speaker_key", "solved"
    ):
        said[item].append((speaker or str(voice), solved))
    return said


def _answers(pairs: Iterable[tuple[str, str]]) -> Answers:
    """Each person once: their latest word counts."""
    latest = dict(pairs)
    said = list(latest.values())
    return shown(said.count(Solved.YES), said.count(Solved.NO))


def _last_progress(items: Collection[UUID]) -> dict[UUID, str]:
    rows = Progress.objects.filter(item__in=items).order_by("at").values_list("item_id", "text")
    return dict(rows)


def results_of(items: Collection[UUID]) -> dict[UUID, str]:
    """The owner's account of how it was solved, of the strike-off in force."""
    rows = StrikeOff.objects.in_force().filter(item__in=items).select_related("request")
    return {row.item_id: row.request.account if row.request else row.note for row in rows}
