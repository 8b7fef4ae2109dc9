"""What is owed to whom since when: questions to answer, answers to tell, items that ended untold. One list."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet, TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sanxin.kernel.days import calendar_of
from sanxin.ledger.rules.lights import Light, days_left, light_of_days
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from sanxin.service.models import Question, QuestionStage, VoiceItem
from sanxin.service.queries.answering import answered_at, to_answer, to_tell
from sanxin.service.queries.in_items import due_of, untold, waiting
from sanxin.service.queries.owed import OwedItem, by_item, headed_offices, owed_by, owed_in
from sanxin.service.queries.question_kinds import Kinds
from sanxin_engines.workdays import Calendar


class Owed(TextChoices):
    """What has to be done next."""

    ANSWER = "answer", gettext_lazy("要答复")
    TELL_ANSWER = "tell_answer", gettext_lazy("答复要告诉")
    TELL_DONE = "tell_done", gettext_lazy("办好要告诉")
    TELL_DROPPED = "tell_dropped", gettext_lazy("不办要说明")


M = TypeVar("M", Question, VoiceItem)
ACTIONS = {
    Owed.ANSWER: gettext_lazy("去答复"),
    Owed.TELL_ANSWER: gettext_lazy("去告诉"),
    Owed.TELL_DONE: gettext_lazy("去回话"),
    Owed.TELL_DROPPED: gettext_lazy("去说明"),
}
ENDED = {Owed.TELL_DONE: Stage.STRUCK_OFF, Owed.TELL_DROPPED: Stage.WITHDRAWN}
"""What is to be told where an item ended so."""


@dataclass(frozen=True)
class Wanted:
    """What of the list is asked for; empty: all."""

    what: str = ""
    kind: str = ""
    light: str = ""
    words: str = ""


EVERYTHING = Wanted()


@dataclass(frozen=True)
class Debt:
    key: UUID
    """Of the question or of the item."""
    what: Owed
    title: str
    subject: str
    """The kind of the question, or the number of the item."""
    where: str
    whom: str
    """Masked."""
    people: int
    owner: str
    since: date
    due_on: date
    light: Light
    days: int
    url: str

    @property
    def action(self) -> str:
        return str(ACTIONS[self.what])


def debts_of(person: Person, today: date, *, of_office: bool = False, wanted: Wanted = EVERYTHING) -> list[Debt]:
    """By deadline, the longest overdue first. A fixed number of queries, however much is owed.

    `of_office`: everything owed in the offices this person heads.
    """
    heads = headed_offices(person, today) if of_office else frozenset()
    asked = Question.objects.filter(office__in=heads) if of_office else None
    open_ = to_answer(person, today) if asked is None else waiting(asked)
    told = to_tell(person, today) if asked is None else untold(asked)
    ended = owed_in(heads) if of_office else owed_by(person, today)
    if wanted.what in ENDED:
        ended = ended.filter(item__stage=ENDED[Owed(wanted.what)])
    found = [
        *(_of_questions(_narrow(open_, wanted), today) if wanted.what in {"", Owed.ANSWER} else []),
        *(_of_questions(_narrow(told, wanted), today) if wanted.what in {"", Owed.TELL_ANSWER} else []),
        *(_of_items(_narrow(ended, wanted), today) if wanted.what in {"", *ENDED} else []),
    ]
    if wanted.light:
        found = [debt for debt in found if debt.light.kind == wanted.light]
    return sorted(found, key=lambda debt: (debt.due_on, debt.since, str(debt.key)))


def _narrow(rows: QuerySet[M], wanted: Wanted) -> QuerySet[M]:
    """Questions and ties alike: both have a voice."""
    if wanted.kind:
        rows = rows.filter(voice__kind=wanted.kind)
    for word in wanted.words.split():
        said = Q(voice__title__icontains=word) | Q(voice__text__icontains=word)
        rows = rows.filter(said | Q(item__title__icontains=word) if rows.model is VoiceItem else said)
    return rows


def _of_questions(rows: QuerySet[Question], today: date) -> list[Debt]:
    found = list(answered_at(rows).with_names())  # type: ignore[attr-defined]
    kinds = Kinds({question.office_id for question in found})
    calendars = {county: calendar_of(county) for county in {question.county_id for question in found}}
    return [_of_question(question, kinds, calendars[question.county_id], today) for question in found]


def _of_question(question: Question, kinds: Kinds, calendar: Calendar, today: date) -> Debt:
    voice, kind = question.voice, kinds.get(question.office_id, question.kind)
    due = due_of(question, getattr(question, "withdrawn_at", None), calendar, kind)
    if question.stage == QuestionStage.ANSWERED:
        answered = timezone.localdate(question.answered_at)  # type: ignore[attr-defined]
        due = calendar.add(answered, kinds.telling(question.office_id).days)
    left = days_left(calendar.between(today, due), today=today, due_on=due)
    what = Owed.TELL_ANSWER if question.stage == QuestionStage.ANSWERED else Owed.ANSWER
    since = timezone.localdate(voice.heard_at)
    return Debt(
        key=question.id,
        what=what,
        title=voice.heading,
        subject=kind.name,
        where=voice.where,
        whom=voice.speaker_shown,
        people=1,
        owner=question.owner.name,
        since=since,
        due_on=due,
        light=light_of_days(left),
        days=calendar.between(since, today),
        url=reverse("service:question", args=[question.id]),
    )


def _of_items(rows: QuerySet[VoiceItem], today: date) -> list[Debt]:
    owed = by_item(rows, today)
    names = _names(rows, [one.item.id for one in owed])
    return [_of_item(one, names[one.item.id]) for one in owed]


def _names(rows: QuerySet[VoiceItem], items: Sequence[UUID]) -> dict[UUID, str]:
    """The first of those who spoke, masked; who left a name goes before who did not."""
    named: dict[UUID, str] = defaultdict(str)
    for row in rows.filter(item__in=items).select_related("voice__contact").order_by("voice__heard_at", "pk"):
        if not named[row.item_id] or (hasattr(row.voice, "contact") and "*" not in named[row.item_id]):
            named[row.item_id] = row.voice.speaker_shown
    return named


def _of_item(owed: OwedItem, first: str) -> Debt:
    people = owed.people
    whom = first if people == 1 else ngettext("{who} 等 {n} 位", "{who} 等 {n} 位", people).format(who=first, n=people)
    return Debt(
        key=owed.item.id,
        what=Owed.TELL_DROPPED if owed.dropped else Owed.TELL_DONE,
        title=owed.item.title,
        subject=_("台账 {code}").format(code=owed.item.code),
        where=owed.item.where,
        whom=whom,
        people=people,
        owner=owed.item.owner.name,
        since=timezone.localdate(owed.first_heard_at),
        due_on=owed.due_on,
        light=light_of_days(owed.days_left),
        days=owed.days,
        url=reverse("service:tell", args=[owed.item.id]),
    )
