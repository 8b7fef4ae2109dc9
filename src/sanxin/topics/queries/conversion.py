"""成果转化运用清单: topic or proposal → decision → ledger items → result → what the people say. Read from rows."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sanxin.ledger.models import Item
from sanxin.people.models import Unit
from sanxin.research.models import Decision, DecisionItem, Proposal
from sanxin.research.queries.decision_follow_up import answers_of, results_of
from sanxin.research.rules.answers import Answers, shown
from sanxin.topics.models import Topic, TopicProposal


@dataclass
class Line:
    """What one proposal came to; or a topic no proposal has come of."""

    topics: list[Topic] = field(default_factory=list)
    proposal: Proposal | None = None
    decision: Decision | None = None
    items: list[Item] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    answers: Answers = field(default_factory=lambda: shown(0, 0))
    today: date = date.min

    @property
    def done(self) -> int:
        return sum(item.struck_off_on is not None for item in self.items)

    @property
    def late(self) -> int:
        return sum(item.struck_off_on is None and item.due_on < self.today for item in self.items)


def conversion_of(office: Unit, *, year: int, today: date) -> list[Line]:
    """Proposals of the year in order, then topics of the year nothing came of yet; a constant number of queries."""
    proposals = list(Proposal.objects.filter(office=office, year=year).exclude(stage="draft").order_by("number"))
    ids = [one.id for one in proposals]
    topics, decisions, items = _topics(ids), _decisions(ids), _items(ids)
    results = results_of([item.id for rows in items.values() for item in rows])
    answers = answers_of(ids)
    lines = [
        Line(
            topics=topics[one.id],
            proposal=one,
            decision=decisions.get(one.id),
            items=items[one.id],
            results=[results[item.id] for item in items[one.id] if results.get(item.id)],
            answers=answers.get(one.id, shown(0, 0)),
            today=today,
        )
        for one in proposals
    ]
    barren = Topic.objects.filter(office=office, year=year, proposal_rows=None).exclude(stage="stopped")
    return lines + [Line(topics=[topic], today=today) for topic in barren.order_by("number")]


def _topics(proposals: Collection[UUID]) -> dict[UUID, list[Topic]]:
    found: dict[UUID, list[Topic]] = defaultdict(list)
    for row in TopicProposal.objects.filter(proposal__in=proposals).select_related("topic").order_by("topic__number"):
        found[row.proposal_id].append(row.topic)
    return found


def _decisions(proposals: Collection[UUID]) -> dict[UUID, Decision]:
    """The latest of each."""
    rows = Decision.objects.filter(submission__proposal__in=proposals).select_related("by", "submission")
    return {row.submission.proposal_id: row for row in rows.order_by("at")}


def _items(proposals: Collection[UUID]) -> dict[UUID, list[Item]]:
    found: dict[UUID, list[Item]] = defaultdict(list)
    rows = DecisionItem.objects.filter(decision__submission__proposal__in=proposals).order_by("planned__order")
    for row in rows.select_related("item", "decision__submission"):
        found[row.decision.submission.proposal_id].append(row.item)
    return found
