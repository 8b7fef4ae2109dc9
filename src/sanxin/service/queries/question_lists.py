"""Questions as a list: what was asked, what was answered, what they said to it. Answered ones first of all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from sanxin.people.models import Person
from sanxin.service.models import Answer, Question, QuestionStage, Reply, Solved
from sanxin.service.queries.in_items import in_an_item

STATES: dict[str, tuple[QuestionStage, ...]] = {
    "": (QuestionStage.ANSWERED, QuestionStage.TOLD),
    "told": (QuestionStage.TOLD,),
    "untold": (QuestionStage.ANSWERED,),
    "open": (QuestionStage.OPEN,),
    "item": (QuestionStage.RAISED,),
    "dropped": (QuestionStage.DROPPED,),
    "all": tuple(QuestionStage),
}
"""What a tab of the list shows; the first is what one comes for: how such a thing was answered before."""


@dataclass(frozen=True)
class Sought:
    """What of the list is asked for; empty: all."""

    state: str = ""
    words: str = ""
    kind: str = ""
    owner: str = ""
    solved: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Line:
    question: Question
    stage: QuestionStage
    answer: Answer | None
    """The newest one."""
    reply: Reply | None
    """What they said last."""


def questions_of(person: Person, sought: Sought) -> QuerySet[Question]:
    """Newest answer first; with `.now` (the stage that holds), `.answer_id` and `.reply_id`."""
    answers = Answer.objects.filter(question=OuterRef("pk")).order_by("-number")
    replies = Reply.objects.filter(answer__question=OuterRef("pk")).order_by("-at")
    rows = Question.objects.visible_to(person).annotate(
        answer_id=Subquery(answers.values("pk")[:1]),
        answered_at=Subquery(answers.values("at")[:1]),
        reply_id=Subquery(replies.values("pk")[:1]),
        said=Subquery(replies.values("solved")[:1]),
        now=Case(
            When(in_an_item(), then=Value(QuestionStage.RAISED.value)),
            When(stage=QuestionStage.RAISED, then=Value(QuestionStage.OPEN.value)),
            default=F("stage"),
        ),
    )
    rows = rows.filter(now__in=STATES.get(sought.state, STATES[""]))
    return _narrowed(rows, sought).order_by(F("answered_at").desc(nulls_last=True), "-put_at", "-id")


def lines_of(questions: Iterable[Question]) -> list[Line]:
    """Three queries, however many."""
    found = list(questions)
    answers = _answers([question.answer_id for question in found])  # type: ignore[attr-defined]
    replies = Reply.objects.in_bulk([question.reply_id for question in found])  # type: ignore[attr-defined]
    return [
        Line(
            question,
            QuestionStage(question.now),  # type: ignore[attr-defined]
            answers.get(question.answer_id),  # type: ignore[attr-defined]
            replies.get(question.reply_id),  # type: ignore[attr-defined]
        )
        for question in found
    ]


def _answers(ids: Iterable[UUID | None]) -> dict[UUID, Answer]:
    rows = Answer.objects.filter(pk__in=[pk for pk in ids if pk]).select_related("by").prefetch_related("citations")
    return {row.id: row for row in rows}


def _narrowed(rows: QuerySet[Any], sought: Sought) -> QuerySet[Any]:
    for word in sought.words.split():
        answered = Exists(Answer.objects.filter(question=OuterRef("pk"), text__icontains=word))
        rows = rows.filter(Q(voice__title__icontains=word) | Q(voice__text__icontains=word) | Q(answered))
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    if sought.owner:
        rows = rows.filter(owner__staff_number=sought.owner)
    if sought.solved:
        rows = rows.filter(said=sought.solved)
    if sought.since:
        rows = rows.filter(answered_at__gte=_moment(sought.since, time.min))
    if sought.until:
        rows = rows.filter(answered_at__lte=_moment(sought.until, time.max))
    return rows


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


SAID = {Solved.YES: "done", Solved.PARTLY: "amber", Solved.NO: "red", Solved.NOT_ASKED: "wait"}
"""The light of what they said."""
