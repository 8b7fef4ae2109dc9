"""What the history keeps of a verb is codes, whatever language the actor spoke."""

from datetime import datetime

from django.utils.translation import override

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.ledger.actions import edits, reopenings, strike_offs
from sanxin.ledger.rules import days
from sanxin.ledger.rules.reopenings import TOLD_UNSOLVED
from tests.cast import Cast
from tests.ledger.builders import DUE, item_for, requested, struck_off


def test_the_way_of_verifying_is_a_code(cast: Cast, now: datetime) -> None:
    item = requested(cast)

    with override("en"):
        strike_offs.strike_off(item, by=cast.head, seen=item.version, method="on_site", at=now)

    event = timeline(item.id)[0]
    assert event.facts == {"method": "on_site"}
    assert event.text == "核验通过，销号（到现场看）"


def test_what_was_corrected_is_a_list_of_codes(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    with override("en"):
        edits.edit_item(item, by=cast.head, seen=item.version, at=now, title="班车", cost="一年 9.6 万元")

    event = timeline(item.id)[0]
    assert event.facts == {"what": "title,cost"}
    assert event.text == "改了事项、费用"
    with override("en"):
        assert "、" not in event.text


def test_an_event_of_the_first_version_still_reads_well(cast: Cast, now: datetime) -> None:
    edited = Event(name="ledger.item.edited", facts={"what": "事项、费用"})
    struck = Event(name="ledger.item.struck_off", facts={"method": "到现场看"})

    assert (edited.text, struck.text) == ("改了事项、费用", "核验通过，销号（到现场看）")
    with override("en"):
        assert "事项" not in edited.text
        assert "现场" not in struck.text


def test_a_reason_of_our_own_is_a_code(cast: Cast, now: datetime) -> None:
    struck = struck_off(cast)

    row = reopenings.reopen(struck, by=cast.officer, reason=TOLD_UNSOLVED, at=now)

    event = timeline(struck.item_id)[0]
    assert event.facts["reason"] == TOLD_UNSOLVED
    assert event.text.endswith("听了回话的人说没解决")
    assert row.why == "听了回话的人说没解决"


def test_days_read_as_the_reader_writes_them(cast: Cast, now: datetime) -> None:
    opened = timeline(item_for(cast).id)[0]

    assert "11-27 前办结" in opened.text
    with override("en"):
        assert "27 Nov" in opened.text
        assert (days.day_word(DUE), days.short_day(DUE)) == ("Fri 27 Nov", "27 Nov")
        assert days.drawn("soon") == "soon"
    assert (days.day_word(DUE), days.long_day_word(DUE)) == ("11-27", "11 月 27 日")
