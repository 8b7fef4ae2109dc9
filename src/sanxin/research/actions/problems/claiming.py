"""Take hold of problems before changing them: the desk is locked, and what was read must still stand."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.events import timeline
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person
from sanxin.research.models import Desk, Problem
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import acts


def hold_desk(office_id: UUID) -> None:
    """Until the transaction ends, nobody else changes the grouping of this office."""
    found = locked(Desk.objects.filter(office_id=office_id)).first()
    if found is None:
        Desk.objects.bulk_create([Desk(office_id=office_id)], ignore_conflicts=True)
        locked(Desk.objects.filter(office_id=office_id)).get()


def claim(problem: Problem, *, seen: int, by: Person) -> Problem:
    return claim_all([problem], seen={problem.id: seen}, by=by)[0]


def claim_all(problems: list[Problem], *, seen: Mapping[UUID, int], by: Person) -> list[Problem]:
    """The same problems, freshly read under the lock, in the same order.

    Refuses who may not work here, a problem that left the desk, problems of two desks,
    and (as `Overtaken`) one that changed since `seen`.
    """
    offices = {problem.office_id for problem in problems}
    for office_id in sorted(offices):
        permissions.check_may_work(by, office_id)
    if len(offices) > 1:
        raise Refused("research.problem.two_desks", _("两个单位的问题不能放在一起改。"))
    hold_desk(offices.pop())
    rows = Problem.objects.select_related("lock__by", "acceptance__by", "departure__into")
    fresh = rows.in_bulk([problem.id for problem in problems])
    for problem in fresh.values():
        into = problem.departure.into if problem.is_gone else None
        acts.check_on_desk(problem.code, gone=problem.is_gone, into=into.code if into else "")
        check_seen(problem, seen[problem.id])
    return [fresh[problem.id] for problem in problems]


def check_seen(problem: Problem, seen: int) -> None:
    """Nobody was faster."""
    if problem.version != seen:
        raise Overtaken("research.problem.overtaken", _overtaken(problem))


def _overtaken(problem: Problem) -> str:
    last = next(iter(timeline(problem.id, limit=1)), None)
    if last is None:
        return _("{code} 刚刚变了，没有改动任何东西。请看过再改。").format(code=problem.code)
    return _("{who}刚刚改过：{what}。没有改动任何东西，请看过再改。").format(who=last.who or _("系统"), what=last.text)


def check_unlocked(problem: Problem) -> None:
    acts.check_unlocked(problem.code, locked_by=problem.lock.by.name if problem.is_locked else "")
