"""What has been done so far is added, never changed."""

from datetime import datetime

import pytest

from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import progress
from sanxin.ledger.rules.stages import Stage
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh, linkage_of, measure_of, struck_off


def test_the_first_progress_puts_an_item_in_progress(cast: Cast, now: datetime) -> None:
    item = accepted(cast)

    row = progress.note_progress(item, by=cast.officer, text=" 公司同意每日一班 ", at=now)

    assert (row.text, fresh(item).stage) == ("公司同意每日一班", Stage.IN_PROGRESS)


def test_two_people_may_add_at_the_same_time(cast: Cast, now: datetime) -> None:
    item = accepted(cast)

    progress.note_progress(item, by=cast.officer, text="去看过", at=now)
    progress.note_progress(item, by=cast.colleague, text="打过电话", at=now)

    assert item.progress.count() == 2


def test_who_has_a_measure_or_an_answer_to_give_may_add(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    with pytest.raises(NotAllowed):
        progress.note_progress(item, by=cast.handler, text="在算", at=now)
    linkage_of(item, cast)
    measure_of(item, cast, person=cast.liaison)

    progress.note_progress(item, by=cast.handler, text="在算", at=now)
    progress.note_progress(item, by=cast.liaison, text="问过村民", at=now)

    assert item.progress.count() == 2


def test_empty_words_say_nothing(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        progress.note_progress(accepted(cast), by=cast.officer, text=" \n", at=now)

    assert refusal.value.field == "text"


def test_nothing_is_added_once_it_is_struck_off(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        progress.note_progress(struck_off(cast).item, by=cast.officer, text="还有", at=now)

    assert refusal.value.code == "ledger.item.struck_off"


def test_a_long_text_is_one_line_in_the_timeline() -> None:
    assert progress.shortened("甲\n乙") == "甲 乙"
    assert len(progress.shortened("字" * 200)) == progress.SHORT
