"""Answering a question with words and what they rest on."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.service.actions.answers import answer, newest
from sanxin.service.actions.cards import retire_card
from sanxin.service.actions.citations import Cited
from sanxin.service.models import Answer, AnswerCardEdition, Citation, Question
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.question_builders import DUES, REPLY, RULE, a_card, a_question, an_answer, told


def test_words_and_what_they_rest_on(cast: Cast, now: datetime) -> None:
    question = a_question(cast)

    row = answer(question, text=f" {REPLY} ", citations=[RULE], by=cast.officer, at=now, seen=1)

    assert row.text == REPLY
    cited = row.citations.get()
    assert (cited.title, cited.provision, cited.url) == (RULE.title, "第五条", RULE.url)
    assert Question.objects.get().stage == "answered"
    assert timeline(question.id)[0].text == "写好答复，依据 1 条"
    assert DUES[:6] not in timeline(question.id)[0].text


def test_from_a_card_it_stays_linked_to_how_the_card_read(cast: Cast, now: datetime) -> None:
    card = a_card(cast)
    edition = AnswerCardEdition.objects.get(card=card)

    row = an_answer(cast, edition=edition)

    assert row.edition == edition
    assert timeline(card.id)[0].text == f"用答复卡“{card.title}”第 1 版写好答复，依据 1 条"


def test_written_anew_until_it_is_told(cast: Cast, now: datetime) -> None:
    first = an_answer(cast)
    second = an_answer(cast, first.question, text="网上交也算。")

    question = Question.objects.get()
    assert newest(question) == second
    told(cast, second)
    with refused("service.question.told"):
        an_answer(cast, question)
    assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " "}, "service.answer.empty"),
        ({"text": "长" * 2001}, "service.answer.long"),
        ({"citations": []}, "service.citation.none"),
        ({"citations": [RULE] * 9}, "service.citation.many"),
        ({"citations": [Cited("", "第五条")]}, "service.citation.no_title"),
        ({"citations": [Cited("长" * 201)]}, "service.citation.long"),
        ({"citations": [Cited("规定", url="javascript:alert(1)")]}, "service.citation.link"),
        ({"citations": [Cited("规定", url="https://")]}, "service.citation.link"),
    ],
)
def test_what_is_not_taken(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    with refused(code):
        an_answer(cast, **changes)
    assert not Answer.objects.exists()
    assert not Citation.objects.exists()


def test_a_retired_card_is_not_used(cast: Cast, now: datetime) -> None:
    card = a_card(cast)
    retire_card(card, reason="文件废止", seen=1, by=cast.colleague, at=now)

    with refused("service.card.retired"):
        an_answer(cast, edition=AnswerCardEdition.objects.get(card=card))


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    question = a_question(cast)
    an_answer(cast, question)

    with refused("service.question.overtaken", Overtaken):
        answer(question, text="另一种答法", citations=[RULE], by=cast.head, at=now, seen=1)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("who", ["colleague", "leader", "handler", "liaison", "administrator", "stranger"])
def test_others_do_not_answer(cast: Cast, now: datetime, who: str) -> None:
    with refused("service.question.not_yours", NotAllowed):
        an_answer(cast, by=getattr(cast, who))
