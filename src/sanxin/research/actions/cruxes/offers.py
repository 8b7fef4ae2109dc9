from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.cruxes.claiming import check_unlocked, claim
from sanxin.research.actions.cruxes.members import place
from sanxin.research.actions.cruxes.noting import note
from sanxin.research.actions.cruxes.snapshots import snapshot
from sanxin.research.models import CruxKeptApart, CruxProblem, CruxVerb
from sanxin.research.rules import acts


@action
def take_offers(crux: CruxProblem, *, by: Person, seen: int, at: datetime) -> CruxProblem:
    """Take all problems the last run offered into the crux. Refused: none wait, locked, gone, changed since `seen`."""
    crux = claim(crux, seen=seen, by=by)
    check_unlocked(crux)
    ids = list(crux.offers.values_list("problem_id", flat=True))
    acts.check_offers(len(ids))

    before = snapshot([crux.id], ids)
    place(ids, crux, by=by, at=at)
    facts = {"code": crux.code, "problems": len(ids)}
    return note(CruxVerb.OFFERS_TAKEN, crux, by=by, at=at, facts=facts, before=before)


@action
def refuse_offers(crux: CruxProblem, *, by: Person, seen: int, at: datetime) -> CruxProblem:
    """None of them belongs here; no run offers them again. Refused as `take_offers`."""
    crux = claim(crux, seen=seen, by=by)
    ids = list(crux.offers.values_list("problem_id", flat=True))
    acts.check_offers(len(ids))

    before = snapshot([crux.id], ids)
    crux.offers.all().delete()
    CruxKeptApart.objects.bulk_create(
        (CruxKeptApart(crux=crux, problem_id=pk, by=by, at=at) for pk in ids), ignore_conflicts=True
    )
    facts = {"code": crux.code, "problems": len(ids)}
    return note(CruxVerb.OFFERS_REFUSED, crux, by=by, at=at, facts=facts, before=before)
