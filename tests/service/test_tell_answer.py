"""Whoever asked hears the answer, and says whether that solves it."""

from datetime import date, datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.service.models import Question, QuestionReopening, Reply, Satisfaction, Source
from tests.cast import Cast
from tests.service.builders import FANG, refused
from tests.service.question_builders import a_question, an_answer, told


def test_told_and_solved(cast: Cast, now: datetime) -> None:
    reply = told(cast, solved="yes", satisfaction=5, asked_satisfaction=True)

    assert reply.answer is not None
    assert Question.objects.get().stage == "told"
    assert Satisfaction.objects.get(voice=reply.voice).score == 5
    words = [event.text for event in timeline(reply.voice_id)]
    assert "把答复告诉了本人，对方说解决了" in words
    assert "问了本人满意不满意" in words  # and never the score
    assert not [event for event in timeline(reply.voice_id) if "5" in str(event.facts.get("score", ""))]


def test_not_solved_owes_an_answer_again(cast: Cast, now: datetime) -> None:
    row = an_answer(cast)

    told(cast, row, solved="no", unsolved="手机上点不开")

    question = Question.objects.get()
    assert (question.stage, question.due_on) == ("open", date(2026, 11, 26))
    assert QuestionReopening.objects.get().answer == row
    assert timeline(question.id)[0].text == "本人说没解决，重新答复，11-26 前"
    again = an_answer(cast, question, text="换这个网址就能交。")
    assert told(cast, again, solved="yes").solved == "yes"
    assert Question.objects.get().stage == "told"


def test_partly_solved_is_noted_and_opens_nothing(cast: Cast, now: datetime) -> None:
    reply = told(cast, solved="partly", unsolved="还要等支部开户")

    assert reply.unsolved == "还要等支部开户"
    assert Question.objects.get().stage == "told"


def test_by_notice_only_who_cannot_be_reached(cast: Cast, now: datetime) -> None:
    row = an_answer(cast, a_question(cast, speaker=FANG))

    with refused("service.reply.reachable"):
        told(cast, row, channel="notice")
    reply = told(cast, row, channel="notice", unreachable=True)
    assert reply.unreachable


def test_a_notice_for_who_left_no_name(cast: Cast, now: datetime) -> None:
    assert not told(cast, channel="notice").unreachable


def test_on_the_page_only_who_spoke_there(cast: Cast, now: datetime) -> None:
    with refused("service.reply.not_public"):
        told(cast, channel="public")
    row = an_answer(cast, a_question(cast, source=Source.PUBLIC))
    assert told(cast, row, channel="public").get_channel_display() == "公开页"


def test_once_and_only_the_newest(cast: Cast, now: datetime) -> None:
    first = an_answer(cast)
    an_answer(cast, first.question, text="改过的")

    with refused("service.answer.newer"):
        told(cast, first)
    newest = first.question.answers.get(number=2)
    told(cast, newest)
    with refused("service.reply.told_already"):
        told(cast, newest)
    assert Reply.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"words": " "}, "service.reply.empty"),
        ({"words": "长" * 1001}, "service.reply.long"),
        ({"channel": "fax"}, "service.reply.channel"),
        ({"solved": "partly"}, "service.reply.what_is_left"),
        ({"solved": "yes", "unsolved": "还差"}, "service.reply.nothing_left"),
        ({"satisfaction": 6, "asked_satisfaction": True}, "service.satisfaction.score"),
    ],
)
def test_what_is_not_taken(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    row = an_answer(cast)

    with refused(code):
        told(cast, row, **changes)
    assert not Reply.objects.exists()
    assert Question.objects.get().stage == "answered"


def test_who_heard_it_tells_even_a_liaison(cast: Cast, now: datetime) -> None:
    row = an_answer(cast, a_question(cast, by=cast.liaison))

    assert told(cast, row, by=cast.liaison).by == cast.liaison


@pytest.mark.parametrize("who", ["colleague", "leader", "handler", "liaison", "administrator", "stranger"])
def test_others_do_not_tell(cast: Cast, now: datetime, who: str) -> None:
    with refused("service.reply.not_yours", NotAllowed):
        told(cast, by=getattr(cast, who))
