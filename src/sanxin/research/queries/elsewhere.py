"""The same problem elsewhere, and how it was solved there: what is finished tells what may work."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sanxin.ledger.models import Item
from sanxin.ledger.queries.alike import Alike, alike
from sanxin.people.models import Person, Unit
from sanxin.research.models import Problem, Stage
from sanxin.research.queries.problems import Candidate, candidates
from sanxin.research.queries.states import State, with_state

SHOWN, OFFICES, SHARED_WORDS = 5, 8, 2


@dataclass(frozen=True)
class OtherOffice:
    """Another office of the county in numbers: nobody there agreed to be read in detail."""

    office: Unit
    items: int
    """Finished ledger items like this problem."""
    days: int
    """Working days they took, the middle one."""
    readable: list[Alike]
    """Those of them this person may open anyhow: their office co-operated or was asked."""


@dataclass(frozen=True)
class OtherProblems:
    office: Unit
    problems: int
    finished: int


@dataclass(frozen=True)
class Elsewhere:
    solved: list[Alike]
    """Of the own office."""
    near: list[Candidate]
    """Problems of the own desk that share key words."""
    offices: list[OtherOffice]
    others: list[OtherProblems]
    """Other desks of the county that know such a problem."""


def elsewhere(problem: Problem, person: Person) -> Elsewhere:
    """A few queries an office that has finished items, eight offices at most."""
    text = text_of(problem)
    own = alike(text, problem.office, SHOWN)
    near = candidates(problem, person)
    states = {row.pk: row.state for row in with_state(_rows_of(near))}  # type: ignore[attr-defined]
    for one in near:
        one.problem.state = states[one.problem.pk]  # type: ignore[attr-defined]
    return Elsewhere(
        solved=own,
        near=[one for one in near if len(one.shared) >= SHARED_WORDS],
        offices=_offices(problem, text, person),
        others=_problems(problem),
    )


def _rows_of(near: list[Candidate]) -> QuerySet[Problem]:
    return Problem.objects.filter(pk__in=[one.problem.pk for one in near])


def text_of(problem: Problem) -> str:
    """What a ledger item about it would say."""
    return " ".join([problem.name, *problem.keywords, *(text for _voice, text in problem.quotes[:2])])


def _offices(problem: Problem, text: str, person: Person) -> list[OtherOffice]:
    """Those of the county with the most finished items; totals, and what sight allows beside them."""
    struck = Item.objects.struck_off().filter(county=problem.county_id).exclude(office=problem.office_id)
    busiest = struck.order_by().values("office").annotate(n=Count("pk")).order_by("-n", "office")[:OFFICES]
    units = Unit.objects.in_bulk([row["office"] for row in busiest])
    found = {unit: alike(text, unit, SHOWN) for unit in units.values()}
    ids = [one.item.pk for rows in found.values() for one in rows]
    mine = set(Item.objects.visible_by_id_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    rows = [
        OtherOffice(
            office=unit,
            items=len(solved),
            days=round(median(one.days for one in solved)),
            readable=[one for one in solved if one.item.pk in mine],
        )
        for unit, solved in found.items()
        if solved
    ]
    return sorted(rows, key=lambda row: (-row.items, row.office.path))


def _problems(problem: Problem) -> list[OtherProblems]:
    """Two key words in common; how many there are and how many are finished, never their names."""
    words = set(problem.keywords)
    rows = with_state(Problem.objects.filter(county=problem.county_id).exclude(office=problem.office_id))
    shown = rows.filter(Q(stage=Stage.ACCEPTED) | Q(stage=Stage.ON_LEDGER))
    counts: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for row in shown.only("office", "keywords"):
        if len(words & set(row.keywords)) >= SHARED_WORDS:
            counts[row.office_id][0] += 1
            counts[row.office_id][1] += row.state == State.DONE  # type: ignore[attr-defined]
    units = Unit.objects.in_bulk(counts)
    return [OtherProblems(units[pk], all_of, done) for pk, (all_of, done) in counts.items()]
