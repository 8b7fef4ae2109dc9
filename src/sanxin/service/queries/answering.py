"""Questions somebody has to answer, and answers somebody has to tell: derived from rows, never stored."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from sanxin.kernel.roles import DESK, Role
from sanxin.people.models import Person, Post
from sanxin.service.models import Answer, Question
from sanxin.service.queries.in_items import untold, waiting
from sanxin.service.queries.owed import headed_offices


def to_answer(person: Person, today: date) -> QuerySet[Question]:
    """Those given to this person while they work there; those of owners who left wait for the section head."""
    mine = Q(owner=person, office__in=person.sight.desk_offices)
    if heads := headed_offices(person, today):
        mine |= Q(office__in=heads) & Q(~Exists(_owner_at_desk(today)))
    return waiting(Question.objects.filter(mine))


def to_tell(person: Person, today: date) -> QuerySet[Question]:
    """Who heard the question, else who answered for it, else the section head."""
    heard = Q(voice__heard_by=person)
    if not person.sight.liaison_places:
        heard &= Q(office__in=person.sight.desk_offices)
    nobody = Q(voice__heard_by=None) | Q(voice__heard_by__left_on__isnull=False) | Q(~Exists(_hearer_at_work(today)))
    mine = heard | (nobody & Q(owner=person, office__in=person.sight.desk_offices))
    if heads := headed_offices(person, today):
        mine |= nobody & Q(office__in=heads) & Q(~Exists(_owner_at_desk(today)))
    return untold(Question.objects.filter(mine))


def _owner_at_desk(today: date) -> QuerySet[Post]:
    posts = Post.objects.on(today).filter(role__in=DESK, person__left_on=None)
    return posts.filter(person=OuterRef("owner"), unit__office=OuterRef("office"))


def _hearer_at_work(today: date) -> QuerySet[Post]:
    posts = Post.objects.on(today).filter(person=OuterRef("voice__heard_by"))
    return posts.filter(Q(role=Role.LIAISON) | Q(role__in=DESK, unit__office=OuterRef("office")))


def answered_at(questions: QuerySet[Question]) -> QuerySet[Question]:
    """The same with `.answered_at` of the newest answer."""
    newest = Answer.objects.filter(question=OuterRef("pk")).order_by("-number")
    return questions.annotate(answered_at=Subquery(newest.values("at")[:1]))
