from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import check_unlocked, claim_all
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.placing import chosen_rows, place
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import Problem, Verb
from sanxin.research.rules import acts


@action
def move_voices(
    problem: Problem, voices: Collection[UUID], *, to: Problem, by: Person, seen: Mapping[UUID, int], at: datetime
) -> Problem:
    """Put some voices of `problem` into `to`, near copies along; they stay there in every later run.

    Refused: the same problem, no voices, all of them (that is a merge), either locked or gone, changed since `seen`.
    """
    acts.check_another(problem == to)
    problem, to = claim_all([problem, to], seen=seen, by=by)
    check_unlocked(problem)
    check_unlocked(to)
    rows = chosen_rows(problem, voices)

    before = snapshot([problem.id, to.id], [row.voice_id for row in rows])
    place(rows, to, by=by, at=at)
    facts = {"code": problem.code, "other": to.code, "voices": len(rows)}
    return note(Verb.MOVED, problem, touched=[to], by=by, at=at, facts=facts, before=before)
