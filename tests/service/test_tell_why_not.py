"""An item withdrawn: those behind it who asked nothing are told why, and may say that it is not solved."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed
from sanxin.ledger.actions.withdrawals import withdraw
from sanxin.people.models import Person
from sanxin.service.actions.answers import answer
from sanxin.service.actions.links import tie
from sanxin.service.actions.question_kinds import set_kind
from sanxin.service.actions.questions import drop, put, raise_to_ledger
from sanxin.service.actions.replies import Answer, tell, tell_by_notice, tell_several
from sanxin.service.actions.tellings import tell_answer
from sanxin.service.actions.verdicts import hear_back
from sanxin.service.models import Question, Reply, Solved, Voice
from sanxin.service.queries.debts import Owed, Wanted, debts_of
from sanxin.service.queries.waiting import waiting_for
from tests.cast import Cast
from tests.service.builders import WHY, a_debt, a_dropped_debt, a_voice, an_item, refused, struck_off
from tests.service.question_builders import REPLY, RULE, a_question, an_answer

ClientOf = Callable[[Person], Client]
BECAUSE = "全县统一改线，明年三月起重新排班，先坐镇上的车"


def owed(cast: Cast, on: date) -> list[Owed]:
    return [one.what for one in debts_of(cast.officer, on)]


def said(**fields: str) -> dict[str, str]:
    return {FIELD: str(new_id()), "words": BECAUSE, "channel": "phone", **fields}


def test_who_spoke_is_owed_the_reason_until_told(cast: Cast, now: datetime) -> None:
    [voice], row = a_dropped_debt(cast)
    [debt] = debts_of(cast.officer, now.date())
    assert (debt.what, debt.action, debt.title) == (Owed.TELL_DROPPED, "去说明", row.item.title)
    assert debt.due_on == date(2026, 11, 26)

    reply = tell(voice, row, by=cast.officer, words=BECAUSE, channel="phone", solved="yes", at=now)

    assert (reply.withdrawal, reply.strike_off, reply.answer) == (row, None, None)
    assert owed(cast, now.date()) == []
    assert timeline(voice.id)[0].text == f"就台账 {row.item.code} 回了话，对方说解决了"
    assert timeline(row.item_id)[0].name == "service.reply.told.solved"


def test_it_waits_on_today_and_can_be_asked_for_alone(cast: Cast, now: datetime) -> None:
    a_debt(cast)
    _, row = a_dropped_debt(cast, voices=2)

    [waits] = [one for one in waiting_for(cast.officer, now.date()) if "不再办" in one.title]

    assert waits.title == "“竹坑村至镇区班车停运”不再办了，告诉提意见的 2 位为什么"
    assert (waits.section, waits.light_word, waits.action_label) == ("owed", "今天定的", "去说明")
    assert waits.meta.endswith(f"{row.item.code} 不再办")
    for what in (Owed.TELL_DONE, Owed.TELL_DROPPED):
        assert [one.what for one in debts_of(cast.officer, now.date(), wanted=Wanted(what=what))] == [what]


def test_not_solved_is_owed_an_answer_which_may_put_it_on_the_ledger_anew(cast: Cast, now: datetime) -> None:
    [voice], row = a_dropped_debt(cast)

    tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="no", unsolved="赶不上早班", at=now)

    question = Question.objects.get(voice=voice)
    assert (question.owner, question.kind, question.due_on) == (cast.officer, "other", date(2026, 11, 26))
    assert owed(cast, now.date()) == [Owed.ANSWER]
    row.item.refresh_from_db()
    assert not row.item.is_open
    anew = raise_to_ledger(
        question, title="开一趟早班", owner=cast.colleague, working_days=9, seen=1, by=cast.officer, at=now
    )
    assert owed(cast, now.date()) == []
    struck_off(cast, anew)
    assert owed(cast, now.date()) == [Owed.TELL_DONE]


def test_each_who_says_no_is_owed_an_answer_the_others_are_still_told(cast: Cast, now: datetime) -> None:
    (first, second, third), row = a_dropped_debt(cast, voices=3)

    answers = [Answer(first, Solved.NO), Answer(second, Solved.YES)]
    tell_several(answers, row, by=cast.officer, words=BECAUSE, channel="visit", at=now)

    assert set(owed(cast, now.date())) == {Owed.ANSWER, Owed.TELL_DROPPED}
    tell(third, row, by=cast.officer, words=BECAUSE, channel="visit", solved="not_asked", at=now)
    assert owed(cast, now.date()) == [Owed.ANSWER]


def test_said_later_that_it_is_not_solved(cast: Cast, now: datetime) -> None:
    [voice], row = a_dropped_debt(cast)
    reply = tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="not_asked", at=now)

    hear_back(reply, solved="no", by=cast.officer, at=now)

    assert owed(cast, now.date()) == [Owed.ANSWER]
    assert "问了本人：没解决" in [event.text for event in timeline(voice.id)]
    assert "问了本人：没解决" in [event.text for event in timeline(row.item_id)]
    with refused("service.reply.said_already"):
        hear_back(reply, solved="yes", by=cast.officer, at=now)


def test_said_later_while_another_item_works_on_it_owes_nothing_twice(cast: Cast, now: datetime) -> None:
    [voice], row = a_dropped_debt(cast)
    reply = tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="not_asked", at=now)
    tie([voice], an_item(cast), by=cast.officer, at=now)

    hear_back(reply, solved="no", by=cast.officer, at=now)

    assert not Question.objects.exists()
    assert owed(cast, now.date()) == []


def test_a_question_of_theirs_is_the_one_debt(cast: Cast, now: datetime) -> None:
    """Put before or after the withdrawal, open or answered: the answer tells them."""
    question = a_question(cast)
    tie([question.voice], item := an_item(cast), by=cast.officer, at=now)
    row = withdraw(item, by=cast.head, reason=WHY, at=now)
    [asks_later], _ = a_dropped_debt(cast)
    put(asks_later, kind="party", owner=cast.officer, by=cast.officer, at=now)

    assert owed(cast, now.date()) == [Owed.ANSWER, Owed.ANSWER]
    with refused("service.reply.told_otherwise"):
        tell(question.voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="yes", at=now)
    for one in Question.objects.all():
        written = answer(one, text=REPLY, citations=[RULE], by=cast.officer, at=now)
        assert owed(cast, now.date()).count(Owed.TELL_ANSWER) == 1
        tell_answer(written, by=cast.officer, words=REPLY, channel="phone", solved="yes", at=now)
    assert owed(cast, now.date()) == []


def test_an_answer_told_before_the_withdrawal_tells_nothing_of_it(cast: Cast, now: datetime) -> None:
    written = an_answer(cast)
    voice = written.question.voice
    tie([voice], item := an_item(cast), by=cast.officer, at=now)
    tell_answer(written, by=cast.officer, words=REPLY, channel="phone", solved="yes", at=now)

    row = withdraw(item, by=cast.head, reason=WHY, at=now + timedelta(days=1))

    assert owed(cast, now.date()) == [Owed.TELL_DROPPED]
    tell(voice, row, by=cast.officer, words=BECAUSE, channel="phone", solved="no", at=now + timedelta(days=2))
    assert owed(cast, now.date()) == [Owed.ANSWER]
    assert Question.objects.get().answers.get().reopening


def test_a_question_let_go_opens_again_at_no(cast: Cast, now: datetime) -> None:
    question = a_question(cast)
    drop(question, reason="不是提问", seen=question.version, by=cast.officer, at=now)
    tie([question.voice], item := an_item(cast), by=cast.officer, at=now)
    row = withdraw(item, by=cast.head, reason=WHY, at=now)
    assert owed(cast, now.date()) == [Owed.TELL_DROPPED]

    tell(question.voice, row, by=cast.officer, words=BECAUSE, channel="phone", solved="no", at=now)

    assert owed(cast, now.date()) == [Owed.ANSWER]
    question.refresh_from_db()
    assert not hasattr(question, "end")


def test_another_item_of_theirs_tells_them(cast: Cast, now: datetime) -> None:
    [voice], row = a_dropped_debt(cast)
    tie([voice], other := an_item(cast), by=cast.officer, at=now)
    assert owed(cast, now.date()) == []
    with refused("service.reply.told_otherwise"):
        tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="yes", at=now)

    strike_off = struck_off(cast, other)
    assert owed(cast, now.date()) == [Owed.TELL_DONE]
    tell(voice, strike_off, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)

    assert owed(cast, now.date()) == []


def test_done_and_told_before_another_is_withdrawn_they_hear_of_that_too(cast: Cast, now: datetime) -> None:
    [voice], strike_off = a_debt(cast)
    tell(voice, strike_off, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)
    tie([voice], item := an_item(cast, title="竹坑村候车亭"), by=cast.officer, at=now)

    withdraw(item, by=cast.head, reason=WHY, at=now + timedelta(days=1))

    assert owed(cast, now.date()) == [Owed.TELL_DROPPED]


def test_two_withdrawn_items_are_two_reasons_to_tell(cast: Cast, now: datetime) -> None:
    [voice], first = a_dropped_debt(cast)
    tie([voice], item := an_item(cast, title="竹坑村候车亭"), by=cast.officer, at=now)
    withdraw(item, by=cast.head, reason=WHY, at=now)

    tell(voice, first, by=cast.officer, words=BECAUSE, channel="visit", solved="yes", at=now)

    [debt] = debts_of(cast.officer, now.date())
    assert debt.title == "竹坑村候车亭"


def test_a_liaison_hears_no_and_the_owner_answers(cast: Cast, now: datetime) -> None:
    [voice], row = a_dropped_debt(cast, by=cast.liaison)

    tell(voice, row, by=cast.liaison, words=BECAUSE, channel="visit", solved="no", at=now)

    assert Question.objects.get().owner == cast.officer


def test_an_owner_elsewhere_leaves_the_answer_to_whoever_was_told(cast: Cast, now: datetime) -> None:
    tie([voice := a_voice(cast)], item := an_item(cast, owner=cast.handler), by=cast.officer, at=now)
    row = withdraw(item, by=cast.head, reason=WHY, at=now)

    tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="no", at=now)

    assert Question.objects.get().owner == cast.officer


def test_where_neither_works_at_the_desk_the_section_head_answers(cast: Cast, now: datetime) -> None:
    tie([voice := a_voice(cast, by=cast.liaison)], item := an_item(cast, owner=cast.handler), by=cast.officer, at=now)
    row = withdraw(item, by=cast.head, reason=WHY, at=now)

    tell(voice, row, by=cast.liaison, words=BECAUSE, channel="visit", solved="no", at=now)

    assert [one.what for one in debts_of(cast.head, now.date())] == [Owed.ANSWER]


def test_a_kind_out_of_use_is_not_taken(cast: Cast, now: datetime) -> None:
    set_kind(cast.department, "other", name="别的", days=5, in_use=False, seen=0, by=cast.head, at=now)
    [voice], row = a_dropped_debt(cast)

    tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="no", at=now)

    assert Question.objects.get().kind != "other"


def test_a_notice_tells_those_without_a_name(cast: Cast, now: datetime) -> None:
    voices, row = a_dropped_debt(cast, voices=2)

    tell_by_notice(voices, row, by=cast.officer, words="贴在村务公开栏：全县统一改线", at=now)

    assert {one.withdrawal for one in Reply.objects.all()} == {row}
    assert owed(cast, now.date()) == []


def test_told_once(cast: Cast, now: datetime) -> None:
    [voice], row = a_dropped_debt(cast)
    tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="yes", at=now)

    with refused("service.reply.told_already"):
        tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="no", at=now)
    with refused("service.reply.not_tied"):
        tell(a_voice(cast), row, by=cast.officer, words=BECAUSE, channel="visit", solved="yes", at=now)


@pytest.mark.parametrize("who", ["colleague", "leader", "handler", "liaison", "stranger"])
def test_others_do_not_tell(cast: Cast, now: datetime, who: str) -> None:
    [voice], row = a_dropped_debt(cast)

    with refused("service.reply.not_yours", NotAllowed):
        tell(voice, row, by=getattr(cast, who), words=BECAUSE, channel="visit", solved="yes", at=now)


def test_the_page_gives_the_reason_and_a_no_lists_it_for_an_answer(cast: Cast, client_of: ClientOf) -> None:
    [voice], row = a_dropped_debt(cast)
    client, page = client_of(cast.officer), reverse("service:tell", args=[row.item_id])
    shown = client.get(page).content.decode()
    assert WHY in shown
    assert "不再办" in shown
    assert "已销号" not in shown
    assert "去说明" in client.get("/service/owed/?what=tell_dropped").content.decode()

    sent = client.post(page, said(**{f"solved_{voice.pk}": "no"}), follow=True)

    assert "列为“要答复”" in sent.content.decode()
    assert Question.objects.get().voice == voice


def test_the_notice_says_why(cast: Cast, client_of: ClientOf) -> None:
    _, row = a_dropped_debt(cast)
    page = reverse("service:tell_by_notice", args=[row.item_id])
    assert "写清为什么不再办" in client_of(cast.officer).get(page).content.decode()

    answered = client_of(cast.officer).post(page, {FIELD: str(new_id()), "words": "贴在村务公开栏"})

    assert answered.status_code == 302
    assert Reply.objects.get().channel == "notice"


def test_the_voice_says_what_they_were_told_and_asks_later(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    [voice], row = a_dropped_debt(cast)
    reply = tell(voice, row, by=cast.officer, words=BECAUSE, channel="visit", solved="not_asked", at=now)
    client = client_of(cast.officer)
    assert BECAUSE in client.get(reverse("service:voice", args=[voice.pk])).content.decode()
    page = reverse("service:hear_back", args=[reply.pk])

    client.post(page, {FIELD: str(new_id()), "solved": "no", "unsolved": "赶不上早班"})

    assert Question.objects.get().voice == Voice.objects.get()
