"""A question whose voice stands behind a ledger item: one voice, one debt, and never none."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.test import Client

from sanxin.ledger.actions.reopenings import reopen
from sanxin.ledger.actions.withdrawals import withdraw
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.service.actions.answers import answer
from sanxin.service.actions.links import tie
from sanxin.service.actions.questions import put, raise_to_ledger
from sanxin.service.actions.replies import tell
from sanxin.service.actions.tellings import tell_answer
from sanxin.service.models import Question, QuestionEnd, QuestionStage, VoiceItem
from sanxin.service.queries.debts import Owed, debts_of
from sanxin.service.queries.in_items import stage_of
from tests.cast import Cast
from tests.service.builders import a_voice, an_item, refused, struck_off
from tests.service.question_builders import REPLY, RULE, a_question, an_answer

ClientOf = Callable[[Person], Client]


def owed(cast: Cast, on: date) -> list[Owed]:
    return [one.what for one in debts_of(cast.officer, on)]


def tied(cast: Cast, question: Question, now: datetime) -> Item:
    item = an_item(cast)
    tie([question.voice], item, by=cast.officer, at=now)
    return item


def test_the_item_answers_an_open_question_and_is_owed_once_it_is_done(cast: Cast, now: datetime) -> None:
    question = a_question(cast)
    item = tied(cast, question, now)

    assert owed(cast, now.date()) == []
    assert stage_of(question) == QuestionStage.RAISED

    strike_off = struck_off(cast, item)
    assert owed(cast, now.date()) == [Owed.TELL_DONE]

    tell(question.voice, strike_off, by=cast.officer, words="办好了", channel="phone", solved="yes", at=now)
    assert owed(cast, now.date()) == []


def test_an_answer_already_written_is_told_meanwhile(cast: Cast, now: datetime) -> None:
    row = an_answer(cast)
    tied(cast, row.question, now)
    assert owed(cast, now.date()) == [Owed.TELL_ANSWER]

    tell_answer(row, by=cast.officer, words=REPLY, channel="phone", solved="not_asked", at=now)

    assert owed(cast, now.date()) == []


def test_once_the_item_is_done_there_is_one_thing_to_tell(cast: Cast, now: datetime) -> None:
    row = an_answer(cast)
    item = tied(cast, row.question, now)
    strike_off = struck_off(cast, item)

    assert owed(cast, now.date()) == [Owed.TELL_DONE]
    with refused("service.question.raised"):
        tell_answer(row, by=cast.officer, words=REPLY, channel="phone", solved="yes", at=now)

    reopen(strike_off, by=cast.officer, reason="又停了", at=now)
    assert owed(cast, now.date()) == [Owed.TELL_ANSWER]


def test_not_solved_while_an_item_works_on_it_owes_no_second_answer(cast: Cast, now: datetime) -> None:
    row = an_answer(cast)
    tied(cast, row.question, now)

    tell_answer(row, by=cast.officer, words=REPLY, channel="phone", solved="no", at=now)

    assert owed(cast, now.date()) == []


def test_nobody_answers_beside_the_item(cast: Cast, now: datetime) -> None:
    question = a_question(cast)
    tied(cast, question, now)

    with refused("service.question.raised"):
        answer(question, text=REPLY, citations=[RULE], by=cast.officer, at=now)


def test_an_item_withdrawn_gives_the_question_its_answer_back(cast: Cast, now: datetime) -> None:
    question = a_question(cast)
    item = raise_to_ledger(
        question, title="开网上交费", owner=cast.colleague, working_days=9, seen=1, by=cast.officer, at=now
    )
    assert owed(cast, now.date()) == []

    later = now + timedelta(days=40)
    withdraw(item, by=cast.head, reason="上级统一开通了", at=later)

    [debt] = debts_of(cast.officer, later.date())
    assert (debt.what, debt.due_on) == (Owed.ANSWER, date(2027, 1, 6))
    answer(question, text=REPLY, citations=[RULE], by=cast.officer, at=later)
    assert owed(cast, later.date()) == [Owed.TELL_ANSWER]
    assert not QuestionEnd.objects.exists()


def test_another_item_still_at_work_keeps_it(cast: Cast, now: datetime) -> None:
    question = a_question(cast)
    item = tied(cast, question, now)
    tied(cast, question, now)

    withdraw(item, by=cast.head, reason="重复了", at=now)

    assert owed(cast, now.date()) == []


def test_a_tie_taken_back_gives_it_back_too(cast: Cast, now: datetime) -> None:
    question = a_question(cast)
    tied(cast, question, now)

    VoiceItem.objects.all().delete()

    assert owed(cast, now.date()) == [Owed.ANSWER]


def test_a_voice_whose_item_was_withdrawn_may_become_a_question(cast: Cast, now: datetime) -> None:
    voice, item = a_voice(cast), an_item(cast, owner=cast.colleague)
    tie([voice], item, by=cast.officer, at=now)
    with refused("service.question.on_ledger"):
        put(voice, kind="party", owner=cast.officer, by=cast.officer, at=now)

    withdraw(item, by=cast.head, reason="不归我们管", at=now)
    put(voice, kind="party", owner=cast.officer, by=cast.officer, at=now)

    assert owed(cast, now.date()) == [Owed.ANSWER]


def test_the_page_leads_to_the_item_and_offers_no_second_answer(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    question = a_question(cast)
    item = tied(cast, question, now)

    page = client_of(cast.officer).get(f"/service/questions/{question.pk}/").content.decode()

    assert f"{item.code} {item.title}" in page
    assert "转进台账" in page
    assert "写答复" not in page
    assert "到“欠人家的回话”里一起告诉本人" in page


def test_the_page_says_that_the_item_was_withdrawn(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    question = a_question(cast)
    item = tied(cast, question, now)
    withdraw(item, by=cast.head, reason="不归我们管", at=now)

    page = client_of(cast.officer).get(f"/service/questions/{question.pk}/").content.decode()

    assert "台账不再办，这条要另外答复" in page
    assert "写答复" in page
