"""A question whose voice stands behind a ledger item: what is owed comes from the item, and only once.

Derived from rows, so that an item that is withdrawn, or a tie that is taken back, gives the question its own answer
back without anybody having to think of it.
"""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from sanxin.ledger.models import Withdrawal
from sanxin.ledger.rules.stages import Stage
from sanxin.service.models import Question, QuestionStage, VoiceItem
from sanxin.service.queries.question_kinds import QuestionKind
from sanxin.service.rules.questions import stage_now
from sanxin_engines.workdays import Calendar


def stage_of(question: Question) -> QuestionStage:
    """One query."""
    stages = VoiceItem.objects.filter(voice=question.voice_id).values_list("item__stage", flat=True)
    return QuestionStage(stage_now(question.stage, list(stages)))


def waiting(rows: QuerySet[Question]) -> QuerySet[Question]:
    """Those that need an answer of their own; with `.withdrawn_at` where an item that should have answered ended."""
    gone = Withdrawal.objects.filter(item__voice_rows__voice=OuterRef("voice")).order_by("-at").values("at")[:1]
    return rows.filter(_needs_own()).annotate(withdrawn_at=Subquery(gone))


def untold(rows: QuerySet[Question]) -> QuerySet[Question]:
    """Answered, whoever asked has not heard it, and no item tells them instead."""
    return rows.filter(stage=QuestionStage.ANSWERED).exclude(in_an_item())


def due_of(question: Question, withdrawn_at: datetime | None, calendar: Calendar, kind: QuestionKind) -> date:
    """By when the answer is owed: where the item that should have given it was withdrawn, anew from that day."""
    if withdrawn_at is None:
        return question.due_on
    return max(question.due_on, calendar.add(timezone.localdate(withdrawn_at), kind.days))


def in_an_item() -> Q:
    """Questions an item answers: it stands on the ledger, and where an answer was written it is done."""
    waits = Q(stage__in=(QuestionStage.OPEN, QuestionStage.RAISED)) & Q(Exists(_live()))
    return waits | Q(stage=QuestionStage.ANSWERED) & Q(Exists(_live().filter(item__stage=Stage.STRUCK_OFF)))


def _needs_own() -> Q:
    return Q(stage__in=(QuestionStage.OPEN, QuestionStage.RAISED)) & ~Q(Exists(_live()))


def _live() -> QuerySet[VoiceItem]:
    return VoiceItem.objects.filter(voice=OuterRef("voice")).exclude(item__stage=Stage.WITHDRAWN)
