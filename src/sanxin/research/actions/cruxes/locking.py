from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.cruxes.claiming import claim
from sanxin.research.actions.cruxes.noting import note
from sanxin.research.actions.cruxes.snapshots import snapshot
from sanxin.research.models import CruxLock, CruxOffer, CruxProblem, CruxVerb
from sanxin.research.rules import acts


@action
def lock(crux: CruxProblem, *, by: Person, seen: int, at: datetime) -> CruxProblem:
    """Nobody merges, splits or moves its problems, and no run offers it new ones, until it is unlocked.

    Refused: locked already, left the desk, changed since `seen`. Offers that wait are dropped.
    """
    crux = claim(crux, seen=seen, by=by)
    acts.check_not_locked_yet(crux.code, locked_by=crux.lock.by.name if crux.is_locked else "")
    offered = CruxOffer.objects.filter(crux=crux)
    before = snapshot([crux.id], list(offered.values_list("problem_id", flat=True)))
    offered.delete()
    CruxLock.objects.create(crux=crux, by=by, at=at)
    return note(CruxVerb.LOCKED, crux, by=by, at=at, facts={"code": crux.code}, before=before)


@action
def unlock(crux: CruxProblem, *, by: Person, seen: int, at: datetime) -> CruxProblem:
    """Let people change it again. Refused: not locked, left the desk, changed since `seen`."""
    crux = claim(crux, seen=seen, by=by)
    acts.check_is_locked(crux.code, locked=crux.is_locked)
    before = snapshot([crux.id])
    CruxLock.objects.filter(crux=crux).delete()
    return note(CruxVerb.UNLOCKED, crux, by=by, at=at, facts={"code": crux.code}, before=before)
