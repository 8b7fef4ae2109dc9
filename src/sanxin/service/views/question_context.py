"""What the page of one question shows."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import timeline
from sanxin.ledger.rules.lights import Light, days_left, light_of_days
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from sanxin.service.models import Answer, AnswerCardEdition, Question, QuestionStage, Solved, VoiceItem
from sanxin.service.permissions.questions import may_answer, may_put
from sanxin.service.permissions.replies import may_tell
from sanxin.service.queries.in_items import due_of
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.rules.questions import stage_now
from sanxin_engines.workdays import Calendar

LIGHTS = {QuestionStage.TOLD: "done", QuestionStage.RAISED: "off", QuestionStage.DROPPED: "off"}


def context_of(question: Question, person: Person, today: date) -> dict[str, Any]:
    """Nine queries. The question's stage becomes the one that holds with the items its voice stands behind."""
    answers, ties = _answers(question), _ties(question)
    question.stage = stage_now(question.stage, [tie.item.stage for tie in ties])
    newest = answers[0] if answers and question.stage in {QuestionStage.ANSWERED, QuestionStage.TOLD} else None
    kind = Kinds([question.office_id]).get(question.office_id, question.kind)
    calendar = calendar_of(question.county_id)
    due = due_of(question, _withdrawn_at(question, ties), calendar, kind)
    return {
        "question": question,
        "voice": question.voice,
        "light": light_of(question, due, today, calendar),
        "kind": kind.name,
        "facts": _facts(question, due),
        "ties": ties,
        "newest": newest,
        "earlier": [one for one in answers if one is not newest],
        "end": getattr(question, "end", None) if question.stage == QuestionStage.DROPPED else None,
        "events": timeline(question.id, question.voice_id),
        "actions": (actions := _actions(question, newest, person)),
        "missing": _missing(question, newest) if actions else _who_goes_on(question),
        "may_card": newest is not None and may_put(question.office_id, person) and not _has_card(newest),
    }


def light_of(question: Question, due: date, today: date, calendar: Calendar) -> Light:
    stage = QuestionStage(question.stage)
    if stage == QuestionStage.OPEN:
        return light_of_days(days_left(calendar.between(today, due), today=today, due_on=due))
    return Light(LIGHTS.get(stage, "wait"), str(stage.label))


def crumbs_of(question: Question) -> list[dict[str, str]]:
    return [
        {"label": _("欠人家的回话"), "url": reverse("service:owed")},
        {"label": question.voice.heading, "url": reverse("service:question", args=[question.pk])},
    ]


def _answers(question: Question) -> list[Answer]:
    rows = question.answers.select_related("by", "edition__card", "reply__by", "reopening")
    return list(rows.prefetch_related("citations__attachment"))


def _ties(question: Question) -> list[VoiceItem]:
    rows = VoiceItem.objects.filter(voice=question.voice_id).select_related("item__owner", "item__withdrawal")
    return list(rows.order_by("tied_at"))


def _withdrawn_at(question: Question, ties: list[VoiceItem]) -> datetime | None:
    gone = [tie.item.withdrawal.at for tie in ties if tie.item.stage == Stage.WITHDRAWN]
    return max(gone, default=None) if question.stage == QuestionStage.OPEN else None


def _has_card(answer: Answer) -> bool:
    return answer.edition is not None or AnswerCardEdition.objects.filter(source=answer).exists()


def _facts(question: Question, due: date) -> list[dict[str, Any]]:
    voice = question.voice
    moved = due != question.first_due_on
    return [
        {"label": _("来源"), "value": voice.get_source_display()},
        {"label": _("地方"), "value": voice.where},
        {"label": _("答复的人"), "value": question.owner},
        {"label": _("到期"), "value": f"{due:%Y-%m-%d}"},
        {"label": _("原来定的"), "value": f"{question.first_due_on:%Y-%m-%d}" if moved else ""},
        {"label": _("声音"), "value": _("看原话和联系方式"), "url": reverse("service:voice", args=[voice.pk])},
    ]


def _missing(question: Question, newest: Answer | None) -> str:
    if question.stage == QuestionStage.OPEN:
        return _("写清怎么答复、依据哪一条；写好再告诉本人。")
    if question.stage == QuestionStage.ANSWERED:
        return _("答复写好了，还要告诉本人，问一句解决了没有。")
    if newest is not None and newest.reply.solved == Solved.NOT_ASKED:
        return _("告诉了，还没问解决没有；遇到时问一句。")
    return ""


def _who_goes_on(question: Question) -> str:
    """For those who only look."""
    words = {
        QuestionStage.OPEN: _("由{owner}答复。"),
        QuestionStage.ANSWERED: _("答复写好了，由听到的人或{owner}告诉本人。"),
        QuestionStage.RAISED: _("这件在台账上办；办好销号以后，到“欠人家的回话”里一起告诉本人。"),
    }
    return words.get(QuestionStage(question.stage), "").format(owner=question.owner.name)


def _actions(question: Question, newest: Answer | None, person: Person) -> list[dict[str, Any]]:
    """What this person may do next, the main one last."""
    answers, tells = may_answer(question, person), may_tell(question.voice, question.owner_id, person)
    found: list[dict[str, Any]] = []
    if question.stage == QuestionStage.OPEN and answers:
        found += [
            {"label": _("不用答复"), "url": _at("drop_question", question.pk), "kind": "quiet"},
            {"label": _("交给别人"), "url": _at("hand_on_question", question.pk)},
            {"label": _("转进台账"), "url": _at("raise_question", question.pk)},
            {"label": _("写答复"), "url": _at("answer", question.pk), "kind": "primary"},
        ]
    if question.stage == QuestionStage.ANSWERED:
        if answers:
            found.append({"label": _("改写答复"), "url": _at("answer", question.pk)})
        if tells:
            found.append({"label": _("告诉本人"), "url": _at("tell_answer", question.pk), "kind": "primary"})
    if (
        newest is not None
        and question.stage == QuestionStage.TOLD
        and newest.reply.solved == Solved.NOT_ASKED
        and tells
    ):
        found.append({"label": _("记下他怎么说"), "url": _at("hear_back", newest.reply.pk), "kind": "primary"})
    return found


def _at(name: str, pk: UUID) -> str:
    return reverse(f"service:{name}", args=[pk])
