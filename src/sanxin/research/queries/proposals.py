"""Proposals for pages: what is frozen on submission, how far each has come, what followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanxin.kernel.days import calendar_of
from sanxin.kernel.words import listed
from sanxin.ledger.models import Item
from sanxin.ledger.queries.days import counting, light_of
from sanxin.ledger.rules.lights import Light
from sanxin.people.models import Person
from sanxin.research.models import DecisionItem, PlannedItem, Problem, Proposal, ProposalSubmission
from sanxin.research.queries.figures import figures_of
from sanxin.research.queries.owners import Owners
from sanxin.research.rules.proposal_figures import fill
from sanxin.service.models import Source

QUOTES_SHOWN = 3


def frozen_figures(problems: Sequence[Problem]) -> dict[str, Any]:
    """The numbers and quotes of these problems as plain values, without speakers."""
    figures = figures_of(problems)
    sources = {str(source.label): source.value for source in Source}
    return {
        "people": figures.people,
        "messages": figures.messages,
        "likes": figures.likes,
        "villages": figures.villages,
        "places": [[place.name, place.messages] for place in figures.places],
        "weeks": figures.weeks,
        "spark": figures.spark,
        "quotes": [[quote.text, quote.place, sources.get(quote.source, "")] for quote in figures.quotes],
        "problems": [[str(problem.id), problem.code, problem.name] for problem in problems],
    }


@dataclass(frozen=True)
class Said:
    text: str
    source: str


@dataclass(frozen=True)
class Shown:
    """Frozen figures in words, ready for a page."""

    people: int
    messages: int
    likes: int
    weeks: int
    villages: int
    places: str
    spark: list[int]
    trend: str
    quotes: list[Said]
    quoted: int


def read_figures(frozen: Mapping[str, Any]) -> Shown:
    quotes = [
        Said(text, " · ".join(part for part in (place, _source(source)) if part))
        for text, place, source in frozen["quotes"]
    ]
    return Shown(
        people=frozen["people"],
        messages=frozen["messages"],
        likes=frozen["likes"],
        weeks=frozen["weeks"],
        villages=frozen["villages"],
        places=listed(f"{name} {count}" for name, count in frozen["places"][:3]),
        spark=frozen["spark"],
        trend=rising(frozen["spark"]),
        quotes=quotes[:QUOTES_SHOWN],
        quoted=len(quotes),
    )


def _source(value: str) -> str:
    """In the reader's language; a source that no longer exists stands as it was frozen."""
    return str(dict(Source.choices).get(value, value))


def frozen_paper(proposal: Proposal, figures: Mapping[str, Any]) -> dict[str, Any]:
    """What the leader reads, word for word, figures filled in."""
    return {
        "title": proposal.title,
        "text": fill(proposal.text, figures),
        "why": fill(proposal.why, figures),
        "measure": fill(proposal.measure, figures),
        "responsible": str(proposal.responsible or ""),
        "time": proposal.time,
        "cost": proposal.cost,
        "options": [
            [one.name, one.cost, one.time, one.solves, one.risk, one.who, one.recommended, one.pros, one.cons]
            for one in proposal.options.all()
        ],
        "planned": [[one.title, one.owner.name, one.working_days] for one in proposal.planned.select_related("owner")],
        "steps": [[one.what, one.working_days, one.item_order] for one in proposal.steps.all()],
    }


@dataclass(frozen=True)
class FollowUp:
    """What became of one item a decision opened."""

    item: Item
    light: Light
    changed: bool
    """The leader set another owner or deadline than planned."""


def follow_up(proposal: Proposal, today: date) -> list[FollowUp]:
    """The items opened by the decision with their lights; two queries and the calendar."""
    rows = DecisionItem.objects.filter(decision__submission__proposal=proposal).order_by("planned__order")
    left = counting(calendar_of(proposal.county_id), today)
    return [
        FollowUp(row.item, light_of(row.item, left=left, today=today), row.changed)
        for row in rows.select_related("item__owner", "item__place__parent")
    ]


def rising(spark: Sequence[int]) -> str:
    """up, down or level: the last four weeks beside the four before.

    >>> rising([0, 0, 1, 1, 2, 3, 3, 6, 7, 9, 12, 14]), rising([9, 8, 8, 8, 2, 1, 0, 0]), rising([])
    ('up', 'down', 'level')
    """
    late, before = sum(spark[-4:]), sum(spark[-8:-4])
    if late > before * 1.2:
        return "up"
    return "down" if late < before * 0.8 else "level"


@dataclass(frozen=True)
class Planned:
    """A planned item as a page shows it: whose person, until when if the leader agreed today."""

    row: PlannedItem
    unit: str
    """The owner's office where it is another one."""
    cooperating: str
    due_on: date


def planned_of(proposal: Proposal, owners: Owners, today: date) -> list[Planned]:
    """Three queries and the calendar."""
    calendar = calendar_of(proposal.county_id)
    return [
        Planned(
            row=row,
            unit=owners.elsewhere(row.owner_id),
            cooperating=listed(str(unit) for unit in row.cooperating.all()),
            due_on=calendar.add(today, row.working_days),
        )
        for row in proposal.planned.select_related("owner").prefetch_related("cooperating")
    ]


@dataclass(frozen=True)
class Place:
    """Where a submission stands among those that wait for a leader."""

    number: int
    total: int
    before: ProposalSubmission | None
    after: ProposalSubmission | None


def place_among(submission: ProposalSubmission, leader: Person) -> Place:
    waiting = list(ProposalSubmission.objects.waiting_for(leader).only("id", "proposal_id", "at"))
    at = next((i for i, row in enumerate(waiting) if row.pk == submission.pk), None)
    if at is None:
        return Place(0, len(waiting), None, waiting[0] if waiting else None)
    return Place(
        number=at + 1,
        total=len(waiting),
        before=waiting[at - 1] if at else None,
        after=waiting[at + 1] if at + 1 < len(waiting) else None,
    )
