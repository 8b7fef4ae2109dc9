"""What somebody says later of a thing they were told, and how content they are: once."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.ledger.models import Item
from sanxin.service.actions.replies import Answer, tell, tell_several
from sanxin.service.actions.satisfaction import ask
from sanxin.service.actions.verdicts import hear_back
from sanxin.service.models import Question, Reply, Satisfaction, Solved
from tests.cast import Cast
from tests.service.builders import a_debt, refused
from tests.service.question_builders import told


def a_reply(cast: Cast, now: datetime, solved: str = "not_asked") -> Reply:
    [voice], row = a_debt(cast)
    return tell(voice, row, by=cast.officer, words="通车了", channel="visit", solved=solved, at=now)


def test_solved_says_who_was_told(cast: Cast, now: datetime) -> None:
    reply = a_reply(cast, now)

    hear_back(reply, solved="yes", by=cast.officer, at=now, satisfaction=4, asked_satisfaction=True)

    assert Reply.objects.get().solved == "yes"
    assert Satisfaction.objects.get().score == 4
    assert "问了本人：解决了" in [event.text for event in timeline(reply.voice_id)]


def test_not_solved_opens_the_item_again(cast: Cast, now: datetime) -> None:
    reply = a_reply(cast, now)

    hear_back(reply, solved="no", unsolved="晚班没有", by=cast.officer, at=now)

    assert Item.objects.get().is_open
    assert Reply.objects.get().unsolved == "晚班没有"


def test_not_solved_owes_an_answer_again_said_on_the_page(cast: Cast, now: datetime) -> None:
    reply = told(cast)

    hear_back(reply, solved="no", by=cast.officer, at=now, on_page=True)

    question = Question.objects.get()
    assert question.stage == "open"
    assert next(event.actor_name for event in timeline(question.id)) == ""  # nobody of the office did it


def test_what_is_said_is_said_once(cast: Cast, now: datetime) -> None:
    reply = a_reply(cast, now, solved="yes")

    with refused("service.reply.said_already"):
        hear_back(reply, solved="no", by=cast.officer, at=now)
    assert not Item.objects.get().is_open


def test_after_a_reopening_nothing_is_asked(cast: Cast, now: datetime) -> None:
    voices, row = a_debt(cast, voices=2)
    answers = [Answer(voices[0], Solved.NOT_ASKED), Answer(voices[1], Solved.NO)]
    replies = tell_several(answers, row, by=cast.officer, words="通车了", channel="visit", at=now)

    with refused("service.reply.reopened_since"):
        hear_back(Reply.objects.get(pk=replies[0].pk), solved="yes", by=cast.officer, at=now)


@pytest.mark.parametrize(("solved", "code"), [("not_asked", "choose"), ("", "choose"), ("partly", "what_is_left")])
def test_one_of_three_is_said(cast: Cast, now: datetime, solved: str, code: str) -> None:
    reply = a_reply(cast, now)

    with refused(f"service.reply.{code}"):
        hear_back(reply, solved=solved, by=cast.officer, at=now)


@pytest.mark.parametrize("who", ["colleague", "leader", "handler", "liaison", "stranger"])
def test_others_do_not_note_it(cast: Cast, now: datetime, who: str) -> None:
    reply = a_reply(cast, now)

    with refused("service.reply.not_yours", NotAllowed):
        hear_back(reply, solved="yes", by=getattr(cast, who), at=now)
    with refused("service.reply.not_yours", NotAllowed):
        ask(reply, score=5, by=getattr(cast, who), at=now)


def test_content_is_asked_once_even_if_nothing_was_said(cast: Cast, now: datetime) -> None:
    reply = a_reply(cast, now)
    ask(reply, score=None, by=cast.officer, at=now)

    with refused("service.satisfaction.asked"):
        ask(reply, score=5, by=cast.officer, at=now)
    assert Satisfaction.objects.get().score is None


def test_asked_twice_in_one_breath_nothing_is_written(cast: Cast, now: datetime) -> None:
    reply = a_reply(cast, now)
    ask(reply, score=3, by=None, at=now)

    with refused("service.satisfaction.asked"):
        hear_back(reply, solved="yes", by=cast.officer, at=now, satisfaction=5, asked_satisfaction=True)
    assert Reply.objects.get().solved == "not_asked"


@pytest.mark.parametrize("score", [0, 6, -1])
def test_one_to_five(cast: Cast, now: datetime, score: int) -> None:
    with refused("service.satisfaction.score"):
        ask(a_reply(cast, now), score=score, by=cast.officer, at=now)


def test_several_are_told_and_each_says_how_content(cast: Cast, now: datetime) -> None:
    voices, row = a_debt(cast, voices=2)
    answers = [Answer(voices[0], Solved.YES, satisfaction=5, asked_satisfaction=True), Answer(voices[1], Solved.YES)]

    tell_several(answers, row, by=cast.officer, words="通车了", channel="visit", at=now)

    assert {one.voice: one.score for one in Satisfaction.objects.all()} == {voices[0]: 5}
