"""问题清单, 责任清单, 任务清单: what a decision means for whom, read from its rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxin.kernel.days import calendar_of
from sanxin.kernel.words import listed
from sanxin.ledger.models import Item, Measure
from sanxin.ledger.queries.days import counting, light_of
from sanxin.ledger.rules.lights import Light
from sanxin.people.models import Unit
from sanxin.research.models import DecisionItem, Problem, Proposal
from sanxin.research.queries.owners import Owners


@dataclass(frozen=True)
class ProblemLine:
    """What is to be solved, and how many items stand for it."""

    problem: Problem
    items: str


@dataclass(frozen=True)
class DutyLine:
    """Who answers for what until when."""

    item: Item
    unit: str
    cooperating: str
    light: Light


@dataclass(frozen=True)
class TaskLine:
    """One task of an item: a measure, or the item itself where it has none."""

    item: Item
    what: str
    who: str
    due_on: date
    done: bool


@dataclass(frozen=True)
class ThreeLists:
    problems: list[ProblemLine]
    duties: list[DutyLine]
    tasks: list[TaskLine]


def three_lists(proposal: Proposal, today: date) -> ThreeLists:
    """A handful of queries, however many items."""
    rows = DecisionItem.objects.filter(decision__submission__proposal=proposal).order_by("planned__order")
    wanted = rows.select_related("item__owner", "item__office").prefetch_related("item__co_operations__unit")
    items = [row.item for row in wanted]
    codes = listed(item.code for item in items)
    problems = [ProblemLine(problem, codes) for problem in proposal.problems.order_by("number")]
    return ThreeLists(problems, _duties(proposal, items, today), _tasks(items))


def _duties(proposal: Proposal, items: Sequence[Item], today: date) -> list[DutyLine]:
    owners = Owners(proposal.office)
    left = counting(calendar_of(proposal.county_id), today)
    own = str(proposal.office)
    return [
        DutyLine(
            item=item,
            unit=owners.elsewhere(item.owner_id) or own,
            cooperating=_names([row.unit for row in item.co_operations.all()]),
            light=light_of(item, left=left, today=today),
        )
        for item in items
    ]


def _tasks(items: Sequence[Item]) -> list[TaskLine]:
    measures: dict[UUID, list[Measure]] = defaultdict(list)
    for row in Measure.objects.filter(item__in=items).with_names():
        measures[row.item_id].append(row)
    lines = []
    for item in items:
        for row in measures[item.id]:
            who = str(row.person or row.unit or "")
            lines.append(TaskLine(item, row.what, who, row.due_on, hasattr(row, "done")))
        if not measures[item.id]:
            lines.append(TaskLine(item, item.title, item.owner.name, item.due_on, item.struck_off_on is not None))
    return lines


def _names(units: Sequence[Unit]) -> str:
    return listed(str(unit) for unit in units)
