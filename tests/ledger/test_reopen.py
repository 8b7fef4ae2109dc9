"""What was not solved after all is worked on again under the same number."""

from datetime import date, datetime, timedelta

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import reopenings, strike_offs
from sanxin.ledger.models import StrikeOff
from sanxin.ledger.queries.story import story_of
from sanxin.ledger.rules.stages import Stage
from tests.cast import Cast
from tests.ledger.builders import fresh, struck_off, with_evidence


def test_a_reopened_item_is_in_progress_with_a_new_deadline(cast: Cast, now: datetime) -> None:
    row = struck_off(cast)

    reopenings.reopen(row, by=cast.liaison, reason="赶集日还是没车", at=now)

    item = fresh(row.item)
    assert (item.stage, item.round, item.struck_off_on) == (Stage.IN_PROGRESS, 2, None)
    assert item.due_on == date(2026, 12, 3)  # ten working days
    assert not StrikeOff.objects.in_force().exists()
    assert timeline(item.id)[0].text == "重新办理，新期限 12-03：赶集日还是没车"


def test_it_can_be_struck_off_once_more(cast: Cast, now: datetime) -> None:
    row = struck_off(cast)
    reopenings.reopen(row, by=cast.officer, reason="没解决", at=now)

    with_evidence(row.item)
    strike_offs.request_strike_off(row.item, by=cast.officer, account="加开了", at=now)
    item = fresh(row.item)
    again = strike_offs.strike_off(item, by=cast.head, seen=item.version, method="asked_people", at=now)

    assert (again.round, fresh(item).stage) == (2, Stage.STRUCK_OFF)
    assert StrikeOff.objects.in_force().get() == again


def test_what_was_filed_before_does_not_prove_it_again(cast: Cast, now: datetime) -> None:
    row = struck_off(cast)
    later = now + timedelta(days=1)
    reopenings.reopen(row, by=cast.officer, reason="没解决", at=later)

    with pytest.raises(Refused) as refusal:
        strike_offs.request_strike_off(row.item, by=cast.officer, account="加开了", at=later)

    assert refusal.value.code == "ledger.strike_off.incomplete"
    assert story_of(fresh(row.item), cast.officer, later.date()).steps[3].note == "还差 1 项"


def test_a_strike_off_is_reopened_once(cast: Cast, now: datetime) -> None:
    row = struck_off(cast)
    reopenings.reopen(row, by=cast.officer, reason="没解决", at=now)

    with pytest.raises(Refused) as refusal:
        reopenings.reopen(row, by=cast.head, reason="没解决", at=now)

    assert refusal.value.code == "ledger.reopen.twice"


def test_it_says_what_is_not_solved(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        reopenings.reopen(struck_off(cast), by=cast.officer, reason=" ", at=now)

    assert refusal.value.field == "reason"


def test_people_of_another_county_and_those_without_work_do_not(cast: Cast, now: datetime) -> None:
    row = struck_off(cast)

    for person in (cast.stranger, cast.administrator, cast.auditor):
        with pytest.raises(NotAllowed):
            reopenings.reopen(row, by=person, reason="没解决", at=now)

    assert fresh(row.item).stage == Stage.STRUCK_OFF
