"""The same verb for all ticked problems: all of them, or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.accept import accept
from sanxin.research.actions.problems.lock import lock
from sanxin.research.models import Problem, Stage
from sanxin.research.rules import acts


@action
def accept_all(problems: Sequence[Problem], *, by: Person, seen: Mapping[UUID, int], at: datetime) -> list[Problem]:
    """Accept those of them that nobody has accepted. Refused as `accept`, or where there is nothing to accept."""
    waiting = [problem for problem in problems if problem.stage == Stage.PROPOSED]
    acts.check_ticked(len(waiting))
    return [accept(problem, by=by, seen=seen[problem.id], at=at) for problem in waiting]


@action
def lock_all(problems: Sequence[Problem], *, by: Person, seen: Mapping[UUID, int], at: datetime) -> list[Problem]:
    """Lock those of them that are open. Refused as `lock`, or where there is nothing to lock."""
    waiting = [problem for problem in problems if not problem.is_locked]
    acts.check_ticked(len(waiting))
    return [lock(problem, by=by, seen=seen[problem.id], at=at) for problem in waiting]
