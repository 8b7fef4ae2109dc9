"""Questions, answers and cards, made by the same verbs people use."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sanxin.kernel import clock
from sanxin.service.actions.answers import answer
from sanxin.service.actions.cards import make_card
from sanxin.service.actions.citations import Cited
from sanxin.service.actions.questions import put
from sanxin.service.actions.tellings import tell_answer
from sanxin.service.models import Answer, AnswerCard, Question, Reply
from tests.cast import Cast
from tests.service.builders import a_voice

DUES = "在外面打工，党费到哪里交？支部说可以在手机上交，不知道算不算数。"
REPLY = "可以在网上交，交到村支部的账上；一年以内回来补交也算数。"
RULE = Cited("中国共产党党费收缴、使用和管理的规定", "第五条", "https://www.example.gov.cn/dues")


def a_question(cast: Cast, **changes: Any) -> Question:
    """程晓岚 heard it and answers it: five working days."""
    kind, owner = changes.pop("kind", "party"), changes.pop("owner", cast.officer)
    by = changes.pop("put_by", cast.officer)
    voice = changes.pop("voice", None) or a_voice(cast, **({"text": DUES} | changes))
    return put(voice, kind=kind, owner=owner, by=by, at=clock.now())


def an_answer(cast: Cast, question: Question | None = None, **changes: Any) -> Answer:
    question = question or a_question(cast)
    question.refresh_from_db()
    said = {"text": REPLY, "citations": [RULE], "by": question.owner, "at": clock.now()}
    return answer(question, **(said | changes))


def told(cast: Cast, row: Answer | None = None, **changes: Any) -> Reply:
    """By phone; not asked whether it is solved unless said otherwise."""
    row = row or an_answer(cast)
    said = {"by": cast.officer, "words": REPLY, "channel": "phone", "solved": "not_asked", "at": clock.now()}
    return tell_answer(Answer.objects.get(pk=row.pk), **(said | changes))


def a_card(cast: Cast, **changes: Any) -> AnswerCard:
    """何志明 answers for it, until next May."""
    said = {
        "title": "在外打工，党费到哪里交？",
        "text": REPLY,
        "kind": "party",
        "citations": [RULE],
        "owner": cast.colleague,
        "review_on": timezone.localdate(clock.now()) + timedelta(days=180),
        "by": cast.officer,
        "at": clock.now(),
    }
    return make_card(cast.department, **(said | changes))
