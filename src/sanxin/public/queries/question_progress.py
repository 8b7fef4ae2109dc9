"""How far the answer to somebody's question has come, as they may see it."""

from datetime import date

from django.utils.translation import gettext as _

from sanxin.ledger.rules.days import long_day_word
from sanxin.public.queries.matters import Matter, Step
from sanxin.service.models import Answer, Citation, Question, QuestionStage, Reply, Solved, Voice
from sanxin.service.queries.in_items import stage_of

ASK_AT = "door:answer_question"


def question_of(voice: Voice) -> Question | None:
    """None where a ledger item answers it."""
    found = Question.objects.filter(voice=voice).first()
    if found is not None:
        found.stage = stage_of(found)
    return None if found is None or found.stage == QuestionStage.RAISED else found


def matter_of(question: Question, today: date) -> Matter:
    told = _told(question)
    newest = told[-1] if told and question.stage == QuestionStage.TOLD else None
    if newest is None or newest.answer is None:
        state, heading = _untold(question, today)
        return Matter(state, heading, question.due_on, steps=_steps(question, told))
    state, heading = _said(newest)
    return Matter(
        state,
        heading,
        question.due_on,
        ask=newest.answer.id if state == "asked" else None,
        ask_at=ASK_AT,
        told=newest.answer.text,
        citations=_citations(newest.answer),
        steps=_steps(question, told),
    )


def _told(question: Question) -> list[Reply]:
    return list(Reply.objects.filter(answer__question=question).select_related("answer").order_by("at"))


def _untold(question: Question, today: date) -> tuple[str, str]:
    day = {"day": long_day_word(question.due_on)}
    if question.stage == QuestionStage.DROPPED:
        return "dropped", _("看过了，单位说这件不另答复")
    if question.stage == QuestionStage.ANSWERED:
        return "working", _("答复写好了，就要告诉您")
    if question.due_on < today:
        return "late", _("还没答复，原来定的是 {day} 前").format(**day)
    return "waiting", _("有人在写答复，{day} 前告诉您").format(**day)


def _said(reply: Reply) -> tuple[str, str]:
    if reply.solved == Solved.NOT_ASKED:
        return "asked", _("答复了，等您说解决没有")
    if reply.solved == Solved.YES:
        return "done", _("答复了，您说解决了")
    return "partly", _("答复了，您说还差一些")


def _citations(answer: Answer) -> list[Citation]:
    return list(answer.citations.all())


def _steps(question: Question, told: list[Reply]) -> list[Step]:
    steps = [Step(_("定了谁来答复"), question.put_at), *(Step(_("答复了您"), reply.at) for reply in told)]
    return [*steps, *(Step(_("没解决，重新答复"), again.at) for again in question.reopenings.all())]
