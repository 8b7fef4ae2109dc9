from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import claim
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import Acceptance, Problem, Stage, Verb
from sanxin.research.rules import acts


@action
def accept(problem: Problem, *, by: Person, seen: int, at: datetime) -> Problem:
    """Say that this is a problem: from now on no run changes its voices or its name.

    Refused: not the desk of its office, left the desk, accepted already, changed since `seen`.
    """
    problem = claim(problem, seen=seen, by=by)
    accepted = getattr(problem, "acceptance", None)
    acts.check_not_accepted(problem.code, accepted_by=accepted.by.name if accepted else "")
    before = snapshot([problem.id])
    Acceptance.objects.create(problem=problem, by=by, at=at)
    Problem.objects.filter(pk=problem.pk).update(stage=Stage.ACCEPTED)
    return note(Verb.ACCEPTED, problem, by=by, at=at, facts={"code": problem.code}, before=before)
