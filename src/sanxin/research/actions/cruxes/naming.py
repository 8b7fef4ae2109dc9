from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.cruxes.claiming import claim
from sanxin.research.actions.cruxes.noting import note
from sanxin.research.actions.cruxes.snapshots import snapshot
from sanxin.research.models import CruxProblem, CruxStage, CruxVerb
from sanxin.research.rules import acts, crux_acts


@action
def accept(crux: CruxProblem, *, by: Person, seen: int, at: datetime) -> CruxProblem:
    """Say that this is a crux: from now on no run changes its problems or its name.

    Refused: not the desk of its office, left the desk, accepted already, changed since `seen`.
    """
    crux = claim(crux, seen=seen, by=by)
    crux_acts.check_not_accepted(crux.code, accepted=crux.stage == CruxStage.ACCEPTED)
    before = snapshot([crux.id])
    CruxProblem.objects.filter(pk=crux.pk).update(stage=CruxStage.ACCEPTED)
    return note(CruxVerb.ACCEPTED, crux, by=by, at=at, facts={"code": crux.code}, before=before)


@action
def rename(crux: CruxProblem, *, by: Person, seen: int, name: str, at: datetime) -> CruxProblem:
    """Give it a name people would use; it stays in every later run. A lock is no hindrance.

    Refused: empty, too long or unchanged (field `name`), left the desk, changed since `seen`.
    """
    crux = claim(crux, seen=seen, by=by)
    new = acts.check_name(name, present=crux.name)
    before = snapshot([crux.id])
    CruxProblem.objects.filter(pk=crux.pk).update(name=new)
    facts = {"code": crux.code, "old": crux.name, "new": new}
    return note(CruxVerb.RENAMED, crux, by=by, at=at, facts=facts, before=before)
