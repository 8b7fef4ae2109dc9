"""A question put at a door: its answer with what it rests on, and the word of whoever asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.public.actions import following
from sanxin.public.forms.ticket import ticket_for
from sanxin.public.models import VoiceReceipt
from sanxin.public.queries.progress import progress_of
from sanxin.service.actions.answers import answer
from sanxin.service.actions.citations import Cited
from sanxin.service.actions.questions import drop, put
from sanxin.service.actions.tellings import tell_answer
from sanxin.service.models import Answer, Question, QuestionStage, Reply, Satisfaction
from sanxin.service.queries.question_kinds import Kinds
from tests.cast import Cast
from tests.public.builders import a_door, a_receipt, opened
from tests.service.builders import refused

ASKED = "今年的养老保险最迟哪天交，在哪里交？"
TEXT = "最迟十二月二十日，在镇便民服务中心或手机上都能交。"


def a_question(cast: Cast, receipt: VoiceReceipt) -> Question:
    kind = Kinds([cast.department.id]).in_use(cast.department.id)[0].key
    return put(receipt.voice, kind=kind, owner=cast.officer, by=cast.officer, at=clock.now())


def an_answer(cast: Cast, question: Question) -> Answer:
    law = Cited("社会保险法", provision="第十条", url="https://example.gov.cn/law")
    return answer(question, text=TEXT, citations=[law], by=cast.officer, at=clock.now())


def told(cast: Cast, written: Answer, solved: str = "not_asked") -> Reply:
    return tell_answer(
        written, by=cast.officer, words="写在公开页上了", channel="public", solved=solved, at=clock.now()
    )


def said(receipt: VoiceReceipt, written: Answer, **typed: Any) -> Any:
    form = {"ticket": ticket_for(receipt)} | typed
    return Client().post(f"/s/follow/answer/question/{written.pk}/", form)


def test_from_asked_to_answered_to_solved(cast: Cast) -> None:
    receipt, secret = a_receipt(cast, text=ASKED)
    question = a_question(cast, receipt)
    assert "有人在写答复" in opened(Client(), receipt, secret).text
    written = an_answer(cast, question)
    assert TEXT not in opened(Client(), receipt, secret).text
    told(cast, written)
    page = opened(Client(), receipt, secret).text
    for words in (TEXT, "社会保险法", "第十条", 'href="https://example.gov.cn/law"', "答复了，等您说解决没有"):
        assert words in page

    after = said(receipt, written, solved="yes", satisfaction="4")

    assert "谢谢您告诉我们" in after.text
    assert "答复了，您说解决了" in after.text
    assert TEXT in after.text
    assert (Reply.objects.get().solved, Satisfaction.objects.get().score) == ("yes", 4)


def test_not_solved_and_another_answer_is_owed(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast, text=ASKED)
    question = a_question(cast, receipt)
    written = an_answer(cast, question)
    told(cast, written)

    following.answer_question(receipt, written, solved="no", missing="手机上交不了", at=clock.now())
    again = following.answer_question(receipt, written, solved="yes", at=clock.now())

    question.refresh_from_db()
    assert (again.solved, question.stage) == ("no", QuestionStage.OPEN)
    progress = progress_of(receipt, clock.today())
    assert progress.state == "waiting"
    assert "没解决，重新答复" in [step.text for step in progress.steps]
    assert "手机上交不了" not in "".join(event.text for event in timeline(receipt.voice_id))


def test_late_and_let_go(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast, text=ASKED)
    question = a_question(cast, receipt)
    assert progress_of(receipt, question.due_on + timedelta(days=1)).state == "late"

    drop(question, reason="电话里说清楚了", seen=question.version, by=cast.officer, at=clock.now())

    progress = progress_of(receipt, clock.today())
    assert progress.state == "dropped"
    assert "电话里说清楚了" not in progress.heading


def test_refused(cast: Cast) -> None:
    door = a_door(cast)
    receipt, _secret = a_receipt(cast, door=door, text=ASKED)
    other, _secret = a_receipt(cast, door=door, text="河里漂着死鱼")
    written = an_answer(cast, a_question(cast, receipt))
    with refused("public.answer.not_yours"):
        following.answer_question(receipt, written, solved="yes", at=clock.now())
    told(cast, written)
    with refused("public.answer.not_yours"):
        following.answer_question(other, written, solved="yes", at=clock.now())
    with refused("public.answer.choose"):
        following.answer_question(receipt, written, solved="maybe", at=clock.now())
    with refused("public.answer.what_is_left"):
        following.answer_question(receipt, written, solved="partly", at=clock.now())


def test_another_s_answer_is_not_there(cast: Cast) -> None:
    door = a_door(cast)
    receipt, _secret = a_receipt(cast, door=door, text=ASKED)
    other, _secret = a_receipt(cast, door=door, text="河里漂着死鱼")
    written = an_answer(cast, a_question(cast, receipt))
    assert said(receipt, written, solved="yes").status_code == 404
    told(cast, written)

    assert said(other, written, solved="yes").status_code == 404
    assert Client().post(f"/s/follow/answer/question/{written.pk}/", {"ticket": "x"}).status_code == 422
    kept = said(receipt, written, solved="partly", missing="")
    assert kept.status_code == 422
    assert "只解决了一部分的，写一句还差什么" in kept.text


@pytest.mark.parametrize(("solved", "state"), [("yes", "done"), ("partly", "partly")])
def test_what_they_said_on_the_phone_counts_here_too(cast: Cast, solved: str, state: str) -> None:
    receipt, _secret = a_receipt(cast, text=ASKED)
    written = an_answer(cast, a_question(cast, receipt))
    tell_answer(
        written,
        by=cast.officer,
        words="电话里说了",
        channel="phone",
        solved=solved,
        unsolved="差一点" if solved == "partly" else "",
        at=clock.now(),
    )

    assert progress_of(receipt, clock.today()).state == state
