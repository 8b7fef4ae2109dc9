"""A voice that needs an answer and nothing else."""

from datetime import date, datetime

import pytest

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.service.actions.links import tie
from sanxin.service.actions.questions import put
from sanxin.service.models import Question, QuestionStage
from tests.cast import Cast
from tests.service.builders import a_voice, an_item, refused
from tests.service.question_builders import a_question


def test_the_day_follows_from_the_kind(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast)

    question = put(voice, kind="policy", owner=cast.colleague, by=cast.officer, at=now)

    assert (question.stage, question.owner) == (QuestionStage.OPEN, cast.colleague)
    assert question.due_on == question.first_due_on == date(2026, 11, 26)  # Thursday and five working days
    assert timeline(voice.id)[0].text == "定为提问，何志明答复，11-26 前"


def test_it_is_put_once(cast: Cast, now: datetime) -> None:
    question = a_question(cast)

    with refused("service.question.put_already"):
        put(question.voice, kind="other", owner=cast.officer, by=cast.officer, at=now)
    assert Question.objects.count() == 1


def test_what_is_on_the_ledger_is_answered_there(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast)
    tie([voice], an_item(cast), by=cast.officer, at=now)

    with refused("service.question.on_ledger"):
        put(voice, kind="other", owner=cast.officer, by=cast.officer, at=now)


@pytest.mark.parametrize("kind", ["", "telling", "weather"])
def test_a_kind_is_needed(cast: Cast, now: datetime, kind: str) -> None:
    with refused("service.question.kind"):
        put(a_voice(cast), kind=kind, owner=cast.officer, by=cast.officer, at=now)


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "administrator", "stranger"])
def test_who_answers_works_at_the_desk(cast: Cast, now: datetime, who: str) -> None:
    with refused("service.question.owner"):
        put(a_voice(cast), kind="other", owner=getattr(cast, who), by=cast.officer, at=now)


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "administrator", "auditor", "stranger"])
def test_only_the_desk_puts_a_question(cast: Cast, now: datetime, who: str) -> None:
    with refused("service.question.not_desk", NotAllowed):
        put(a_voice(cast), kind="other", owner=cast.officer, by=getattr(cast, who), at=clock.now())
