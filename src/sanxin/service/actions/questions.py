"""Questions: a voice that needs an answer is put before somebody, handed on, let go, or raised to the ledger."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.kernel.roles import DESK
from sanxin.ledger.actions.items import open_item
from sanxin.ledger.models import Item
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from sanxin.people.queries.pickers import people_of_offices
from sanxin.service import events
from sanxin.service.actions.links import tie
from sanxin.service.models import Answer, Question, QuestionEnd, QuestionReopening, QuestionStage, Voice, VoiceItem
from sanxin.service.permissions import questions as permissions
from sanxin.service.queries.in_items import stage_of
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.rules import questions as rules
from sanxin.service.rules.question_kinds import check_chosen


@action
def put(voice: Voice, *, kind: str, owner: Person, by: Person, at: datetime) -> Question:
    """This voice needs an answer and nothing else. The day by which follows from the kind, in working days.

    Refused: by somebody of another desk, twice, where an item answers it already, without a kind, to somebody who does
    not work there.
    """
    permissions.check_may_put(voice, by)
    voice = locked(Voice.objects.filter(pk=voice.pk)).get()
    rules.check_can_be_put(
        put_already=Question.objects.filter(voice=voice).exists(),
        on_ledger=_on_ledger(voice),
    )
    check_chosen(kind in {one.key for one in Kinds([voice.office_id]).in_use(voice.office_id)})
    _check_owner(voice.office_id, owner)
    return _put(voice, kind=kind, owner=owner, by=by, who=by, at=at)


def _put(voice: Voice, *, kind: str, owner: Person, by: Person, who: Person | None, at: datetime) -> Question:
    due = _due(voice.county_id, voice.office_id, kind, at)
    question = Question.objects.create(
        county_id=voice.county_id,
        office_id=voice.office_id,
        voice=voice,
        kind=kind,
        owner=owner,
        put_by=by,
        put_at=at,
        first_due_on=due,
        due_on=due,
    )
    _record(events.QUESTION_PUT, question, by=who, at=at, owner=owner.name, due=f"{due:%m-%d}")
    return question


@action
def hand_on(question: Question, *, owner: Person, seen: int, by: Person, at: datetime) -> Question:
    """Somebody else of the office answers it; the day stays."""
    permissions.check_may_answer(question, by)
    question = claim(question, seen=seen)
    rules.check_can_be_answered(question.stage)
    rules.check_same_owner(owner.id == question.owner_id)
    _check_owner(question.office_id, owner)
    question.owner = owner
    question.save(update_fields=["owner", "version"])
    _record(events.QUESTION_HANDED_ON, question, by=by, at=at, owner=owner.name)
    return question


@action
def drop(question: Question, *, reason: str, seen: int, by: Person, at: datetime) -> QuestionEnd:
    """It needs no answer after all (it was no question, or stands twice). Refused without a reason."""
    permissions.check_may_answer(question, by)
    rules.check_reason(reason)
    question = claim(question, seen=seen)
    rules.check_still_open(question.stage)
    row = QuestionEnd.objects.create(question=question, reason=reason.strip(), by=by, at=at)
    settle(question, QuestionStage.DROPPED)
    _record(events.QUESTION_DROPPED, question, by=by, at=at, reason=row.reason.rstrip("。"))
    return row


@action
def raise_to_ledger(
    question: Question, *, title: str, owner: Person, working_days: int, seen: int, by: Person, at: datetime
) -> Item:
    """An answer is not enough: something has to be done. Opens an item with this voice behind it.

    The title is the officer's: items are read by people who may not read what was said.
    """
    permissions.check_may_answer(question, by)
    question = claim(question, seen=seen)
    rules.check_still_open(question.stage)
    voice = question.voice
    item = open_item(
        office=question.office,
        title=title,
        owner=owner,
        by=by,
        at=at,
        working_days=working_days,
        place=voice.place,
        place_text=voice.place_text,
    )
    tie([voice], item, by=by, at=at)
    QuestionEnd.objects.create(question=question, item=item, by=by, at=at)
    settle(question, QuestionStage.RAISED)
    _record(events.QUESTION_RAISED, question, by=by, at=at, item=item.code)
    return item


@action
def reopen(answer: Answer, *, by: Person | None, at: datetime) -> QuestionReopening:
    """Whoever asked says it is not solved: an answer is owed again, with the days of its kind."""
    due = _owe_anew(answer.question, by=by, at=at)
    return QuestionReopening.objects.create(answer=answer, question=answer.question, due_on=due, by=by, at=at)


@action
def ask_again(voices: Sequence[Voice], item: Item, *, by: Person, who: Person | None, at: datetime) -> None:
    """They were told why this item was withdrawn, and say it is not solved: each is owed an answer of their own.

    It may be answered, or put on the ledger anew (`raise_to_ledger`). Nothing is owed twice: where another item works
    on it by now, or an answer is on its way, that one is told. `who` is None where they said it on the public page.
    """
    for voice in locked(Voice.objects.filter(pk__in=[voice.pk for voice in voices]).order_by("pk")):
        question = Question.objects.filter(voice=voice).first()
        if question is not None:
            _open_again(question, by=who, at=at)
        elif not _on_ledger(voice):
            kind = Kinds([voice.office_id]).catch_all(voice.office_id).key
            _put(voice, kind=kind, owner=_answerer(voice, item, by), by=by, who=who, at=at)


def _open_again(question: Question, *, by: Person | None, at: datetime) -> None:
    question = claim(question, seen=None)
    if question.stage == QuestionStage.TOLD:
        reopen(question.answers.latest("number"), by=by, at=at)
    elif question.stage == QuestionStage.DROPPED:
        QuestionEnd.objects.filter(question=question).delete()
        _owe_anew(question, by=by, at=at)


def _owe_anew(question: Question, *, by: Person | None, at: datetime) -> date:
    """With the days of its kind, from now on."""
    question.due_on = _due(question.county_id, question.office_id, question.kind, at)
    question.save(update_fields=["due_on"])
    settle(question, QuestionStage.OPEN)
    _record(events.QUESTION_REOPENED, question, by=by, at=at, due=f"{question.due_on:%m-%d}")
    return question.due_on


def claim(question: Question, *, seen: int | None) -> Question:
    """Hold the question; whoever read an older state of it is told that somebody was faster.

    Its stage is the one that holds by now: an item may answer it instead, or may have been withdrawn.
    """
    question = locked(Question.objects.filter(pk=question.pk)).get()
    stage = stage_of(question)
    if question.stage == QuestionStage.RAISED and stage == QuestionStage.OPEN:
        QuestionEnd.objects.filter(question=question).delete()
        Question.objects.filter(pk=question.pk).update(stage=stage)
    question.stage = stage
    if seen is not None and seen != question.version:
        words = _("刚有人动过这条提问，现在是“{stage}”。您写的还没有存，看过再交一次。")
        raise Overtaken("service.question.overtaken", words.format(stage=question.get_stage_display()))
    question.version += 1
    return question


def settle(question: Question, stage: QuestionStage) -> None:
    question.stage = stage
    question.save(update_fields=["stage", "version"])


def _on_ledger(voice: Voice) -> bool:
    return VoiceItem.objects.filter(voice=voice).exclude(item__stage=Stage.WITHDRAWN).exists()


def _answerer(voice: Voice, item: Item, by: Person) -> Person:
    """Who led the item, else whoever was told; where neither works at this desk it waits for the section head."""
    at_desk = set(people_of_offices([voice.office_id], roles=DESK).filter(pk__in=[item.owner_id, by.id]))
    return next((one for one in (item.owner, by) if one in at_desk), item.owner)


def _check_owner(office_id: UUID, owner: Person) -> None:
    rules.check_owner_at_desk(people_of_offices([office_id], roles=DESK).filter(pk=owner.pk).exists())


def _due(county_id: UUID, office_id: UUID, kind: str, at: datetime) -> date:
    return calendar_of(county_id).add(timezone.localdate(at), Kinds([office_id]).get(office_id, kind).days)


def _record(name: str, question: Question, /, *, by: Person | None, at: datetime, **facts: object) -> None:
    about = [("service.voice", question.voice_id), ("service.question", question.id)]
    record(name, county_id=question.county_id, by=by, at=at, about=about, facts=facts)
