"""Which problems belong to a crux."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.people.models import Person, Unit
from sanxin.research.actions.cruxes.claiming import check_unlocked, claim, members_of, problems_at_hand
from sanxin.research.actions.cruxes.noting import note
from sanxin.research.actions.cruxes.numbering import draw_numbers
from sanxin.research.actions.cruxes.snapshots import snapshot
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.models import (
    CruxKeptApart,
    CruxMember,
    CruxOffer,
    CruxProblem,
    CruxStage,
    CruxVerb,
    Problem,
)
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import acts, crux_acts


@action
def put(crux: CruxProblem, problems: Sequence[UUID], *, by: Person, seen: int, at: datetime) -> CruxProblem:
    """These problems belong here, wherever they lay; they stay in every later run.

    Refused: none chosen, some not on this desk, all of them here already, the crux or the one they lie in locked,
    one of them the last of another crux that people confirmed, left the desk, changed since `seen`.
    """
    crux = claim(crux, seen=seen, by=by)
    check_unlocked(crux)
    rows = problems_at_hand(crux.office_id, problems)
    fresh = [
        problem for problem in rows if getattr(problem, "crux_row", None) is None or problem.crux_row.crux_id != crux.id
    ]
    crux_acts.check_some_new(len(fresh), crux.code)
    left = _left_by(fresh)

    ids = [problem.id for problem in fresh]
    before = snapshot([crux.id, *(other.id for other in left)], ids)
    place(ids, crux, by=by, at=at)
    facts = {"code": crux.code, "problems": len(ids)}
    return note(CruxVerb.PUT, crux, touched=left, by=by, at=at, facts=facts, before=before)


@action
def take_out(crux: CruxProblem, problems: Sequence[UUID], *, by: Person, seen: int, at: datetime) -> CruxProblem:
    """These problems do not belong here: no run puts them back.

    Refused: none chosen, some not here, all of them, locked, left the desk, changed since `seen`.
    """
    crux = claim(crux, seen=seen, by=by)
    check_unlocked(crux)
    ids = [row.problem_id for row in members_of(crux, problems)]

    before = snapshot([crux.id], ids)
    CruxMember.objects.filter(problem__in=ids).delete()
    CruxKeptApart.objects.bulk_create(
        (CruxKeptApart(crux=crux, problem_id=pk, by=by, at=at) for pk in ids), ignore_conflicts=True
    )
    facts = {"code": crux.code, "problems": len(ids)}
    return note(CruxVerb.TAKEN_OUT, crux, by=by, at=at, facts=facts, before=before)


@action
def gather(office: Unit, problems: Sequence[UUID], *, by: Person, name: str, at: datetime) -> CruxProblem:
    """A person makes a crux of some problems. Who names it has accepted it.

    Refused: no name, none chosen, some not on this desk, one that lies in a locked crux.
    """
    permissions.check_may_work(by, office.id)
    hold_desk(office.id)
    name = acts.check_name(name, present="")
    rows = problems_at_hand(office.id, problems)
    left = _left_by(rows)

    ids = [problem.id for problem in rows]
    before = snapshot([other.id for other in left], ids)
    county_id = office.county_id or office.id
    new = CruxProblem.objects.create(
        county_id=county_id,
        office=office,
        number=draw_numbers(county_id, 1)[0],
        name=name,
        stage=CruxStage.ACCEPTED,
        born_at=at,
    )
    before["cruxes"][str(new.id)] = not_there_yet(new, None, by, at)
    place(ids, new, by=by, at=at)
    facts = {"code": new.code, "problems": len(ids)}
    return note(CruxVerb.GATHERED, new, touched=left, by=by, at=at, facts=facts, before=before)


def place(problem_ids: Sequence[UUID], crux: CruxProblem, *, by: Person, at: datetime) -> None:
    """Put them there by a person's word; what kept them apart is forgotten."""
    CruxMember.objects.filter(problem__in=problem_ids).delete()
    CruxOffer.objects.filter(problem__in=problem_ids).delete()
    CruxKeptApart.objects.filter(crux=crux, problem__in=problem_ids).delete()
    CruxMember.objects.bulk_create(
        CruxMember(problem_id=pk, crux=crux, placed_by=by, placed_at=at) for pk in problem_ids
    )


def not_there_yet(new: CruxProblem, into: CruxProblem | None, by: Person, at: datetime) -> dict[str, object]:
    """How it stands after its making is taken back."""
    departure = [str(into.id) if into else None, str(by.id), at.isoformat()]
    return {"name": new.name, "stage": CruxStage.GONE.value, "lock": None, "departure": departure}


def _left_by(problems: Sequence[Problem]) -> list[CruxProblem]:
    """The crux problems they leave; none of them is locked or left empty where people confirmed it."""
    rows = CruxMember.objects.filter(problem__in=problems).select_related("crux__lock__by")
    left = {row.crux_id: row.crux for row in rows}
    going = [row.crux_id for row in rows]
    for crux in left.values():
        check_unlocked(crux)
        crux_acts.check_not_emptied(crux.code, stay=crux.member_rows.count() - going.count(crux.id))
    return list(left.values())
