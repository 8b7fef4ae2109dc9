"""Planning what is to be done, and recording that it is."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import measures
from sanxin.ledger.models import Measure, MeasureDone
from sanxin.ledger.rules.stages import Stage
from tests.cast import Cast
from tests.ledger.builders import DUE, accepted, fresh, item_for, measure_of, requested


def test_measures_are_numbered_in_order(cast: Cast, now: datetime) -> None:
    item = accepted(cast)

    first, second = measure_of(item, cast), measure_of(item, cast, person=None, unit=cast.transport)

    assert (first.order, second.order, second.who) == (1, 2, "市交通运输局")
    assert timeline(item.id)[0].text == "加措施 2：与公交公司商定班次，11-27 前"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"what": " "}, "what"), ({"person": None}, "person"), ({"due_on": date(2026, 11, 18)}, "due_on")],
)
def test_a_measure_has_words_somebody_and_a_day_ahead(
    cast: Cast, now: datetime, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        measure_of(accepted(cast), cast, **changes)

    assert refusal.value.field == field


def test_the_database_wants_somebody_too(cast: Cast, now: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.create(item=item_for(cast), order=1, what="x", due_on=DUE, by=cast.officer, at=now)


def test_a_colleague_does_not_plan_for_the_owner(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        measure_of(accepted(cast), cast, by=cast.colleague)


def test_no_measure_is_added_while_it_is_verified(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        measure_of(requested(cast), cast)

    assert refusal.value.code == "ledger.measure.requested"


def test_a_measure_is_done_once(cast: Cast, now: datetime) -> None:
    measure = measure_of(accepted(cast), cast)

    measures.complete_measure(measure, by=cast.officer, note="入户 62 户", at=now)
    with pytest.raises(Refused) as refusal:
        measures.complete_measure(measure, by=cast.officer, at=now)

    assert refusal.value.code == "ledger.measure.twice"
    assert MeasureDone.objects.get().note == "入户 62 户"
    assert fresh(measure.item).stage == Stage.IN_PROGRESS


def test_the_unit_that_was_given_it_records_it(cast: Cast, now: datetime) -> None:
    measure = measure_of(accepted(cast), cast, person=None, unit=cast.transport)

    measures.complete_measure(measure, by=cast.handler, at=now)

    assert not Measure.objects.undone().exists()


def test_somebody_it_does_not_concern_does_not(cast: Cast, now: datetime) -> None:
    measure = measure_of(accepted(cast), cast)

    with pytest.raises(NotAllowed, match="程晓岚"):
        measures.complete_measure(measure, by=cast.handler, at=now)
