"""Telling those who spoke."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.ledger.models import Item, Reopening
from sanxin.service.actions.replies import Answer, tell, tell_several
from sanxin.service.models import Reply, Solved
from tests.cast import Cast
from tests.service.builders import a_debt, a_voice, refused


def test_both_timelines_tell_it(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast)

    reply = tell(voice, row, by=cast.officer, words="通车了，一天两班", channel="phone", solved="yes", at=now)

    assert (reply.solved, reply.channel) == ("yes", "phone")
    assert timeline(voice.id)[0].text == f"就台账 {row.item.code} 回了话，对方说解决了"
    assert timeline(row.item_id)[0].name == "service.reply.told.solved"
    assert not Reopening.objects.exists()


def test_not_solved_reopens_in_the_same_breath(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast)

    tell(voice, row, by=cast.officer, words="跟方茂林说通了", channel="visit", solved="no", at=now)

    assert Reopening.objects.get(strike_off=row).by == cast.officer
    assert not [event for event in timeline(row.item_id) if "方茂林" in event.text]
    assert Item.objects.get(pk=row.item_id).is_open


def test_a_liaison_hears_that_it_is_not_solved(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast, by=cast.liaison)

    tell(voice, row, by=cast.liaison, words="说通了", channel="visit", solved="no", at=now)

    assert Item.objects.get(pk=row.item_id).is_open


def test_several_are_told_at_once_and_each_answers(cast: Cast, now: datetime) -> None:
    voices, row = a_debt(cast, voices=3)
    answers = [
        Answer(voices[0], Solved.YES),
        Answer(voices[1], Solved.NO),
        Answer(voices[2], Solved.NO),
    ]

    tell_several(answers, row, by=cast.officer, words="通车了", channel="visit", at=now)

    assert Reply.objects.filter(strike_off=row).count() == 3
    assert Reopening.objects.filter(strike_off=row).count() == 1


def test_the_same_strike_off_is_told_once(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast)
    tell(voice, row, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)

    with refused("service.reply.told_already"):
        tell(voice, row, by=cast.head, words="通车了", channel="visit", solved="no", at=now)
    assert Reply.objects.count() == 1
    assert not Item.objects.get(pk=row.item_id).is_open


def test_one_told_already_and_nobody_is_written(cast: Cast, now: datetime) -> None:
    [first, second], row = a_debt(cast, voices=2)
    tell(first, row, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)

    with refused("service.reply.told_already"):
        tell_several(
            [Answer(second, Solved.YES), Answer(first, Solved.YES)],
            row,
            by=cast.officer,
            words="通车了",
            channel="visit",
            at=now,
        )
    assert not Reply.objects.filter(voice=second).exists()


def test_after_a_reopening_there_is_nothing_to_tell(cast: Cast, now: datetime) -> None:
    [first, second], row = a_debt(cast, voices=2)
    tell(first, row, by=cast.officer, words="通车了", channel="visit", solved="no", at=now)

    with refused("service.reply.reopened"):
        tell(second, row, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)


def test_a_voice_that_has_nothing_to_do_with_it(cast: Cast, now: datetime) -> None:
    _, row = a_debt(cast)

    with refused("service.reply.not_tied"):
        tell(a_voice(cast), row, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)


def test_words_are_needed(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast)

    with refused("service.reply.empty"):
        tell(voice, row, by=cast.officer, words=" ", channel="visit", solved="yes", at=now)


def test_an_unknown_way_of_telling_is_refused(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast)

    with refused("service.reply.channel"):
        tell(voice, row, by=cast.officer, words="通车了", channel="fax", solved="yes", at=now)


def test_nobody_ticked_is_refused(cast: Cast, now: datetime) -> None:
    _, row = a_debt(cast)

    with refused("service.reply.nobody"):
        tell_several([], row, by=cast.officer, words="通车了", channel="visit", at=now)


def test_the_owner_and_the_head_may_tell_a_colleague_may_not(cast: Cast, now: datetime) -> None:
    [first, second], row = a_debt(cast, voices=2, by=cast.liaison)

    tell(first, row, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)
    tell(second, row, by=cast.head, words="通车了", channel="visit", solved="not_asked", at=now)

    assert Reply.objects.count() == 2


@pytest.mark.parametrize("who", ["colleague", "leader", "handler", "liaison", "administrator", "stranger"])
def test_others_do_not_answer(cast: Cast, now: datetime, who: str) -> None:
    [voice], row = a_debt(cast)

    with refused("service.reply.not_yours", NotAllowed):
        tell(voice, row, by=getattr(cast, who), words="通车了", channel="visit", solved="yes", at=now)


def test_what_is_left_is_kept_and_partly_reopens_nothing(cast: Cast, now: datetime) -> None:
    [first, second], row = a_debt(cast, voices=2)

    partly = tell(
        first, row, by=cast.officer, words="通车了", channel="visit", solved="partly", unsolved="晚班没有", at=now
    )

    assert (partly.solved, partly.unsolved) == ("partly", "晚班没有")
    assert timeline(first.id)[0].text == f"就台账 {row.item.code} 回了话，对方说解决了一部分"
    assert "晚班" not in timeline(first.id)[0].text
    assert not Item.objects.get(pk=row.item_id).is_open
    no = tell(second, row, by=cast.officer, words="通车了", channel="visit", solved="no", unsolved="不到我们组", at=now)
    assert no.unsolved == "不到我们组"
    assert Item.objects.get(pk=row.item_id).is_open


def test_what_is_left_is_said_where_something_is(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast)

    with refused("service.reply.what_is_left"):
        tell(voice, row, by=cast.officer, words="通车了", channel="visit", solved="partly", at=now)
    with refused("service.reply.nothing_left"):
        tell(voice, row, by=cast.officer, words="通车了", channel="visit", solved="yes", unsolved="晚班", at=now)
    for words, left in (("长" * 1001, ""), ("通车了", "长" * 501)):
        with refused("service.reply.long"):
            tell(voice, row, by=cast.officer, words=words, channel="visit", solved="no", unsolved=left, at=now)
    assert not Reply.objects.exists()
