"""Mending a visit: nothing is lost, nobody is overwritten, a device is not in its own way."""

import json

from sanxin.fieldwork.actions.visits import correct
from sanxin.fieldwork.models import Visit, VisitCorrection
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from tests.cast import Cast
from tests.fieldwork.visit_builders import NOTE, a_visit, told
from tests.service.builders import refused


def mend(visit: Visit, cast: Cast, people: int, *, by: Person | None = None, seen: int = 1, branch: str = "") -> Visit:
    return correct(
        visit,
        told(cast, people=people, note=NOTE),
        by=by or cast.officer,
        reason="数错了",
        seen=seen,
        branch=branch,
        at=clock.now(),
    )


def test_how_it_stood_stays_as_a_row(cast: Cast) -> None:
    visit = a_visit(cast, note=NOTE)

    mend(visit, cast, 8)

    assert Visit.objects.get().people == 8
    row = VisitCorrection.objects.get()
    assert (json.loads(row.before), row.version, row.reason) == ({"people": 6}, 2, "数错了")


def test_the_same_correction_again_changes_nothing(cast: Cast) -> None:
    visit, known = a_visit(cast), new_id()

    for _time in range(2):
        correct(
            visit, told(cast, people=8), by=cast.officer, reason="数错了", seen=1, at=clock.now(), correction_id=known
        )

    assert VisitCorrection.objects.count() == 1


def test_somebody_faster_is_not_overwritten(cast: Cast) -> None:
    visit = a_visit(cast, note=NOTE)
    mend(visit, cast, 8, by=cast.head)

    with refused("fieldwork.visit.overtaken", Overtaken):
        mend(visit, cast, 9, seen=1)
    assert Visit.objects.get().people == 8


def test_a_device_is_not_in_its_own_way(cast: Cast) -> None:
    visit = a_visit(cast, note=NOTE)
    mend(visit, cast, 8, branch="phone")

    assert mend(visit, cast, 9, seen=1, branch="phone").version == 3
    with refused("fieldwork.visit.overtaken", Overtaken):
        mend(visit, cast, 10, seen=1, branch="tablet")


def test_others_do_not_mend_it(cast: Cast) -> None:
    visit = a_visit(cast)

    with refused("fieldwork.correction.not_yours", NotAllowed):
        mend(visit, cast, 8, by=cast.colleague)


def test_a_reason_is_asked_for_and_a_change_too(cast: Cast) -> None:
    visit = a_visit(cast)

    with refused("fieldwork.correction.no_reason"):
        correct(visit, told(cast, people=8), by=cast.officer, reason=" ", seen=1, at=clock.now())
    with refused("fieldwork.correction.same"):
        correct(visit, told(cast), by=cast.officer, reason="没什么", seen=1, at=clock.now())
