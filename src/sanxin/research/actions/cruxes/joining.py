"""Two crux problems become one, or one becomes two."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.kernel.words import COMMA
from sanxin.people.models import Person
from sanxin.research.actions.cruxes.claiming import check_unlocked, claim, claim_all, members_of
from sanxin.research.actions.cruxes.members import not_there_yet, place
from sanxin.research.actions.cruxes.noting import note
from sanxin.research.actions.cruxes.numbering import draw_numbers
from sanxin.research.actions.cruxes.snapshots import snapshot
from sanxin.research.models import CruxDeparture, CruxMember, CruxOffer, CruxProblem, CruxStage, CruxVerb
from sanxin.research.rules import acts


@action
def merge(
    others: Sequence[CruxProblem], *, into: CruxProblem, by: Person, seen: Mapping[UUID, int], at: datetime
) -> CruxProblem:
    """Put all problems of `others` into `into`; they leave the desk, their numbers lead on to it.

    Refused: nothing to merge, one of them locked or gone, changed since `seen`.
    """
    others = [crux for crux in dict.fromkeys(others) if crux != into]
    into, *others = claim_all([into, *others], seen=seen, by=by)
    acts.check_can_merge([crux.code for crux in others], on_ledger=[])
    for crux in (into, *others):
        check_unlocked(crux)

    ids = list(CruxMember.objects.filter(crux__in=others).values_list("problem_id", flat=True))
    offered = list(CruxOffer.objects.filter(crux__in=others).values_list("problem_id", flat=True))
    before = snapshot([into.id, *(crux.id for crux in others)], [*ids, *offered])
    place(ids, into, by=by, at=at)
    CruxOffer.objects.filter(crux__in=others).update(crux=into)
    CruxDeparture.objects.bulk_create(CruxDeparture(crux=crux, into=into, by=by, at=at) for crux in others)
    CruxProblem.objects.filter(pk__in=[crux.pk for crux in others]).update(stage=CruxStage.GONE)
    facts = {"code": into.code, "others": COMMA.join(crux.code for crux in others), "problems": len(ids)}
    return note(CruxVerb.MERGED, into, touched=others, by=by, at=at, facts=facts, before=before)


@action
def split(
    crux: CruxProblem, problems: Sequence[UUID], *, by: Person, seen: int, name: str, at: datetime
) -> CruxProblem:
    """Make another crux of some of its problems; returns the new one. No later run puts the two together again.

    Refused: no name, no problems, all of them, some elsewhere by now, locked, left the desk, changed since `seen`.
    """
    crux = claim(crux, seen=seen, by=by)
    check_unlocked(crux)
    name = acts.check_name(name, present="")
    ids = [row.problem_id for row in members_of(crux, problems)]

    before = snapshot([crux.id], ids)
    new = CruxProblem.objects.create(
        county_id=crux.county_id,
        office_id=crux.office_id,
        number=draw_numbers(crux.county_id, 1)[0],
        name=name,
        stage=CruxStage.ACCEPTED,
        born_at=at,
    )
    before["cruxes"][str(new.id)] = not_there_yet(new, crux, by, at)
    place(ids, new, by=by, at=at)
    facts = {"code": crux.code, "new": new.code, "problems": len(ids)}
    note(CruxVerb.SPLIT, crux, touched=[new], by=by, at=at, facts=facts, before=before)
    return CruxProblem.objects.get(pk=new.pk)
