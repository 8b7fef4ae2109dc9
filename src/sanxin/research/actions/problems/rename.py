from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import claim
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import Problem, Verb
from sanxin.research.rules import acts


@action
def rename(problem: Problem, *, by: Person, seen: int, name: str, at: datetime) -> Problem:
    """Give it a name people would use; it stays in every later run. The old name stands in the history.

    Refused: empty, too long or unchanged (field `name`), left the desk, changed since `seen`. A lock is no hindrance.
    """
    problem = claim(problem, seen=seen, by=by)
    new = acts.check_name(name, present=problem.name)
    before = snapshot([problem.id])
    Problem.objects.filter(pk=problem.pk).update(name=new)
    facts = {"code": problem.code, "old": problem.name, "new": new}
    return note(Verb.RENAMED, problem, by=by, at=at, facts=facts, before=before)
