"""Take hold of crux problems before changing them; the desk's lock is that of its problems."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.models import CruxMember, CruxProblem, Problem
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import acts, crux_acts


def claim(crux: CruxProblem, *, seen: int, by: Person) -> CruxProblem:
    return claim_all([crux], seen={crux.id: seen}, by=by)[0]


def claim_all(cruxes: Sequence[CruxProblem], *, seen: Mapping[UUID, int], by: Person) -> list[CruxProblem]:
    """The same ones, freshly read under the lock, in the same order.

    Refuses who may not work here, one that left the desk, those of two desks, and (as `Overtaken`) one that changed.
    """
    offices = {crux.office_id for crux in cruxes}
    for office_id in sorted(offices):
        permissions.check_may_work(by, office_id)
    if len(offices) > 1:
        raise Refused("research.crux.two_desks", _("两个单位的症结不能放在一起改。"))
    hold_desk(offices.pop())
    fresh = CruxProblem.objects.select_related("lock__by", "departure__into").in_bulk([crux.id for crux in cruxes])
    for crux in fresh.values():
        into = crux.departure.into if crux.is_gone else None
        acts.check_on_desk(crux.code, gone=crux.is_gone, into=into.code if into else "")
        check_seen(crux, seen[crux.id])
    return [fresh[crux.id] for crux in cruxes]


def check_seen(crux: CruxProblem, seen: int) -> None:
    """Nobody was faster."""
    if crux.version != seen:
        last = next(iter(timeline(crux.id, limit=1)), None)
        words = _("{who}刚刚改过：{what}。没有改动任何东西，请看过再改。")
        who, what = (last.who or _("系统"), last.text) if last else (_("系统"), crux.code)
        raise Overtaken("research.crux.overtaken", words.format(who=who, what=what))


def check_unlocked(crux: CruxProblem) -> None:
    acts.check_unlocked(crux.code, locked_by=crux.lock.by.name if crux.is_locked else "")


def problems_at_hand(office_id: UUID, ids: Sequence[UUID]) -> list[Problem]:
    """The problems on the desk of this office. Refused: none, or some that are not there."""
    chosen = list(dict.fromkeys(ids))
    crux_acts.check_some(len(chosen))
    found = Problem.objects.on_desk().filter(office=office_id).in_bulk(chosen)
    crux_acts.check_all_on_desk(len(chosen), len(found))
    return [found[pk] for pk in chosen]


def members_of(crux: CruxProblem, ids: Sequence[UUID]) -> list[CruxMember]:
    """The chosen ones of its problems. Refused: none, some no longer there, all of them."""
    chosen = list(dict.fromkeys(ids))
    crux_acts.check_some(len(chosen))
    rows = list(crux.member_rows.filter(problem__in=chosen))
    crux_acts.check_are_members(len(chosen), len(rows))
    crux_acts.check_one_stays(len(rows), crux.member_rows.count())
    return rows
