"""A question is handed on, let go, or raised to the ledger."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.ledger.models import Item
from sanxin.service.actions.answers import answer
from sanxin.service.actions.questions import drop, hand_on, raise_to_ledger
from sanxin.service.models import Question, QuestionEnd, VoiceItem
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.question_builders import DUES, REPLY, RULE, a_question, an_answer, told


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def test_somebody_else_answers_and_the_day_stays(cast: Cast, now: datetime) -> None:
    question = a_question(cast)

    handed = hand_on(question, owner=cast.colleague, seen=1, by=cast.officer, at=now)

    assert (handed.owner, handed.due_on) == (cast.colleague, question.due_on)
    assert timeline(question.id)[0].text == "改由何志明答复"
    with refused("service.question.not_yours", NotAllowed):
        answer(fresh(question), text=REPLY, citations=[RULE], by=cast.officer, at=now)


def test_not_to_the_same_not_to_somebody_elsewhere_not_unseen(cast: Cast, now: datetime) -> None:
    question = a_question(cast)

    with refused("service.question.same_owner"):
        hand_on(question, owner=cast.officer, seen=1, by=cast.officer, at=now)
    with refused("service.question.owner"):
        hand_on(question, owner=cast.handler, seen=1, by=cast.officer, at=now)
    with refused("service.question.overtaken", Overtaken):
        hand_on(question, owner=cast.colleague, seen=7, by=cast.officer, at=now)
    assert fresh(question).owner == cast.officer


def test_let_go_for_a_reason(cast: Cast, now: datetime) -> None:
    question = a_question(cast)

    drop(question, reason="和上一条是同一件事", seen=1, by=cast.head, at=now)

    assert fresh(question).stage == "dropped"
    assert timeline(question.voice_id)[0].text == "定为不用答复：和上一条是同一件事"
    with refused("service.question.dropped"):
        answer(fresh(question), text=REPLY, citations=[RULE], by=cast.officer, at=now)


@pytest.mark.parametrize(("reason", "code"), [(" ", "no_reason"), ("长" * 201, "long_reason")])
def test_a_reason_is_needed(cast: Cast, now: datetime, reason: str, code: str) -> None:
    with refused(f"service.question.{code}"):
        drop(a_question(cast), reason=reason, seen=1, by=cast.officer, at=now)
    assert not QuestionEnd.objects.exists()


def test_raised_to_the_ledger_with_the_voice_behind_it(cast: Cast, now: datetime) -> None:
    question = a_question(cast)

    item = raise_to_ledger(
        question, title="给在外党员开网上交费", owner=cast.officer, working_days=10, seen=1, by=cast.officer, at=now
    )

    assert VoiceItem.objects.get(item=item).voice == question.voice
    assert fresh(question).stage == "raised"
    assert DUES not in f"{item.title}{item.detail}"  # others read the ledger too
    assert timeline(question.id)[0].text == f"转进台账，编号 {item.code}"


def test_what_is_answered_is_neither_let_go_nor_raised(cast: Cast, now: datetime) -> None:
    question = an_answer(cast).question

    with refused("service.question.answered"):
        drop(question, reason="不是提问", seen=2, by=cast.officer, at=now)
    with refused("service.question.answered"):
        raise_to_ledger(question, title="开", owner=cast.officer, working_days=5, seen=2, by=cast.officer, at=now)
    assert not Item.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "leader", "liaison", "stranger"])
def test_only_who_answers_or_the_head(cast: Cast, now: datetime, who: str) -> None:
    question, by = a_question(cast), getattr(cast, who)

    with refused("service.question.not_yours", NotAllowed):
        hand_on(question, owner=cast.colleague, seen=1, by=by, at=now)
    with refused("service.question.not_yours", NotAllowed):
        drop(question, reason="不是提问", seen=1, by=by, at=now)
    with refused("service.question.not_yours", NotAllowed):
        raise_to_ledger(question, title="开", owner=cast.officer, working_days=5, seen=1, by=by, at=now)


def test_not_solved_may_then_be_raised(cast: Cast, now: datetime) -> None:
    reply = told(cast, solved="no", unsolved="手机上点不开")
    assert reply.answer is not None
    question = fresh(reply.answer.question)

    raise_to_ledger(
        question, title="修交费页面", owner=cast.officer, working_days=5, seen=question.version, by=cast.head, at=now
    )

    assert fresh(question).stage == "raised"
