from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import claim
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import Lock, Offer, Problem, Verb
from sanxin.research.rules import acts


@action
def lock(problem: Problem, *, by: Person, seen: int, at: datetime) -> Problem:
    """Nobody merges, splits or moves its voices, and no run offers it new ones, until it is unlocked.

    Refused: locked already, left the desk, changed since `seen`. Offers that wait are dropped.
    """
    problem = claim(problem, seen=seen, by=by)
    acts.check_not_locked_yet(problem.code, locked_by=problem.lock.by.name if problem.is_locked else "")
    before = snapshot([problem.id], list(problem.offers.values_list("voice_id", flat=True)))
    Offer.objects.filter(problem=problem).delete()
    Lock.objects.create(problem=problem, by=by, at=at)
    return note(Verb.LOCKED, problem, by=by, at=at, facts={"code": problem.code}, before=before)


@action
def unlock(problem: Problem, *, by: Person, seen: int, at: datetime) -> Problem:
    """Let people change it again. Anybody of the desk may: the history says who did."""
    problem = claim(problem, seen=seen, by=by)
    acts.check_is_locked(problem.code, locked=problem.is_locked)
    before = snapshot([problem.id])
    Lock.objects.filter(problem=problem).delete()
    return note(Verb.UNLOCKED, problem, by=by, at=at, facts={"code": problem.code}, before=before)
