"""Voices that lie in no problem: each says something of its own, or no run has read it yet."""

from django.db.models import Exists, OuterRef, QuerySet

from sanxin.people.models import Person
from sanxin.research.models import ProblemVoice
from sanxin.service.models import Voice


def loose_voices(person: Person, *, words: str = "") -> QuerySet[Voice]:
    """Of the offices on whose desk the person works, newest first."""
    rows = Voice.objects.filter(office__in=person.sight.desk_offices).saying(words)
    placed = ProblemVoice.objects.filter(voice=OuterRef("pk"))
    return rows.filter(~Exists(placed)).order_by("-heard_at", "-id")
