from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import check_unlocked, claim
from sanxin.research.actions.problems.describing import describe
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.numbering import draw_numbers
from sanxin.research.actions.problems.placing import chosen_rows, place
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import Problem, Stage, Verb
from sanxin.research.rules import acts


@action
def split(problem: Problem, voices: Collection[UUID], *, by: Person, seen: int, name: str, at: datetime) -> Problem:
    """Make another problem of some of its voices; returns the new one, which waits to be accepted.

    Near copies go along. No later run puts the two together again.
    Refused: no name, no voices, all voices, some of them elsewhere by now, locked, left the desk, changed since `seen`.
    """
    problem = claim(problem, seen=seen, by=by)
    check_unlocked(problem)
    name = acts.check_name(name, present="")
    rows = chosen_rows(problem, voices)

    before = snapshot([problem.id], [row.voice_id for row in rows])
    new = Problem.objects.create(
        county_id=problem.county_id,
        office_id=problem.office_id,
        number=draw_numbers(problem.county_id, 1)[0],
        name=name,
        born_at=at,
    )
    before["problems"][str(new.id)] = _not_there_yet(new, problem, by, at)
    place(rows, new, by=by, at=at)
    describe([problem, new])
    facts = {"code": problem.code, "new": new.code, "voices": len(rows)}
    note(Verb.SPLIT, problem, touched=[new], by=by, at=at, facts=facts, before=before)
    return Problem.objects.get(pk=new.pk)


def _not_there_yet(new: Problem, problem: Problem, by: Person, at: datetime) -> dict[str, object]:
    """How the new problem stands after the split is taken back: its number leads to where the voices are."""
    departure = [str(problem.id), str(by.id), None, at.isoformat()]
    kept: dict[str, object] = {"keywords": [], "quotes": [], "reasons": []}
    return {
        "name": new.name,
        "stage": Stage.GONE.value,
        **kept,
        "acceptance": None,
        "lock": None,
        "departure": departure,
    }
