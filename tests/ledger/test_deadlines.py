"""A day taken off or worked moves the light of what is due after it."""

from datetime import date, datetime

import pytest

from sanxin.kernel.days import calendar_of
from sanxin.ledger.deadlines import lights_changed
from sanxin.people.actions import days
from sanxin_engines.workdays import Kind
from tests.cast import Cast
from tests.ledger.builders import item_for

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 19)


def test_items_due_after_a_new_day_off_have_a_day_less(cast: Cast, now: datetime) -> None:
    soon, late = item_for(cast, due_on=date(2026, 11, 23)), item_for(cast, due_on=date(2026, 12, 10))
    before = calendar_of(cast.county.pk)
    changed = days.set_day(
        cast.county, date(2026, 11, 30), Kind.OFF, reason="换管道停电", by=cast.administrator, at=now
    )
    after = calendar_of(cast.county.pk)

    assert (soon.due_on, late.due_on) == (date(2026, 11, 23), date(2026, 12, 10))
    assert lights_changed(cast.county.pk, before, after, TODAY) == 1
    assert [(str(one.label), one.count) for one in changed.moved] == [("台账", 1)]
    assert lights_changed(cast.stranger.county_id, before, after, TODAY) == 0
