"""Problems offered while a voice is typed, with why: finished ones included, so that nobody begins anew."""

from dataclasses import dataclass
from uuid import UUID

from sanxin.people.models import Person
from sanxin.research import suggesting
from sanxin.research.models import Departure, Problem
from sanxin.research.queries.states import LIGHTS, State, with_state

SHORTEST = 6
"""Characters; less says nothing yet."""
SHOWN = 3


@dataclass(frozen=True)
class Suggested:
    problem: Problem
    percent: int
    terms: list[str]
    sentence: str

    @property
    def state(self) -> State:
        return State(self.problem.state)  # type: ignore[attr-defined]

    @property
    def light_kind(self) -> str:
        return LIGHTS[self.state]


def suggestions_for(person: Person, office_id: UUID, text: str) -> list[Suggested] | None:
    """The nearest three on the desk of the office; None while they are being prepared. Five queries."""
    if len(text.strip()) < SHORTEST:
        return []
    near = suggesting.nearest(office_id, text, most=2 * SHOWN)
    if near is None:
        return None
    ids = [one.problem_id for one in near]
    went = dict(Departure.objects.filter(problem__in=ids).exclude(into=None).values_list("problem_id", "into_id"))
    now = [went.get(pk, pk) for pk in ids]
    rows = with_state(Problem.objects.visible_to(person).on_desk().filter(pk__in=now)).in_bulk()
    found: dict[UUID, Suggested] = {}
    for one, pk in zip(near, now, strict=False):
        if pk in rows and pk not in found:
            found[pk] = Suggested(rows[pk], round(100 * one.similarity), list(one.terms), one.sentence)
    return list(found.values())[:SHOWN]
