"""Something said at a door whose item was withdrawn: what the person reads, and their own word on it."""

from typing import Any

from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.ledger.actions.withdrawals import withdraw
from sanxin.ledger.models import Withdrawal
from sanxin.public.actions import following
from sanxin.public.forms.ticket import ticket_for
from sanxin.public.models import VoiceReceipt
from sanxin.public.queries.progress import progress_of
from sanxin.service.actions.replies import tell
from sanxin.service.models import Question, Reply, Satisfaction
from tests.cast import Cast
from tests.public.builders import a_door, a_matter, a_receipt, opened
from tests.service.builders import refused

BECAUSE = "路灯由镇里明年统一换成太阳能的，先不单修这一盏"


def dropped(cast: Cast, receipt: VoiceReceipt) -> Withdrawal:
    return withdraw(a_matter(cast, receipt), by=cast.head, reason="镇里统一换，不单修", at=clock.now())


def told(cast: Cast, receipt: VoiceReceipt, row: Withdrawal, solved: str = "not_asked") -> Reply:
    return tell(receipt.voice, row, by=cast.officer, words=BECAUSE, channel="public", solved=solved, at=clock.now())


def said(receipt: VoiceReceipt, reply: Reply, **typed: Any) -> Any:
    return Client().post(f"/s/follow/answer/dropped/{reply.pk}/", {"ticket": ticket_for(receipt)} | typed)


def test_from_withdrawn_to_told_to_solved(cast: Cast) -> None:
    receipt, secret = a_receipt(cast)
    row = dropped(cast, receipt)
    page = opened(Client(), receipt, secret).text
    assert "还没办：单位说这件不再办了" in page
    assert (
        "镇里统一换，不单修" not in page
    )  # the reason on the ledger is for the office; they are told in words of their own
    reply = told(cast, receipt, row)
    page = opened(Client(), receipt, secret).text
    for words in (BECAUSE, "这件不再办了，等您说解决没有", "单位定了这件不再办"):
        assert words in page

    after = said(receipt, reply, solved="yes", satisfaction="3")

    assert "谢谢您告诉我们" in after.text
    assert "这件不再办了，您说解决了" in after.text
    assert (Reply.objects.get().solved, Satisfaction.objects.get().score) == ("yes", 3)


def test_not_solved_is_owed_an_answer(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)
    reply = told(cast, receipt, dropped(cast, receipt))

    following.answer_dropped(receipt, reply, solved="no", missing="晚上看不见路", at=clock.now())
    again = following.answer_dropped(receipt, reply, solved="yes", at=clock.now())

    assert (again.solved, Question.objects.get().voice_id) == ("no", receipt.voice_id)
    progress = progress_of(receipt, clock.today())
    assert progress.state == "waiting"
    assert "有人在写答复" in progress.heading
    [put] = [event for event in timeline(receipt.voice_id) if event.name == "service.question.put"]
    assert put.actor_name == ""  # nobody of the office did it
    assert "晚上看不见路" not in "".join(event.text for event in timeline(receipt.voice_id))


def test_what_they_said_in_person_counts_here_too(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)

    told(cast, receipt, dropped(cast, receipt), solved="yes")

    assert progress_of(receipt, clock.today()).state == "done"


def test_another_s_word_is_not_there(cast: Cast) -> None:
    door = a_door(cast)
    receipt, _secret = a_receipt(cast, door=door)
    other, _secret = a_receipt(cast, door=door, text="河里漂着死鱼")
    reply = told(cast, receipt, dropped(cast, receipt))

    assert said(other, reply, solved="yes").status_code == 404
    assert Client().post(f"/s/follow/answer/dropped/{reply.pk}/", {"ticket": "x"}).status_code == 422
    with refused("public.answer.not_yours"):
        following.answer_dropped(other, reply, solved="yes", at=clock.now())
    with refused("public.answer.choose"):
        following.answer_dropped(receipt, reply, solved="maybe", at=clock.now())
