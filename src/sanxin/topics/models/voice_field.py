from __future__ import annotations

from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from sanxin.people.models import Person
from sanxin.service.models import Voice
from sanxin.topics.models.field import FieldOfConcern


class VoiceFieldQuerySet(models.QuerySet["VoiceField"]):
    def lone(self, offices: Collection[UUID]) -> Self:
        """Of voices that lie in no problem; one that does has the field of its problem."""
        return self.filter(voice__office__in=offices, voice__problem_row=None)

    def said(self) -> Self:
        return self.exclude(by=None)

    def guessed(self) -> Self:
        return self.filter(by=None)


class VoiceField(models.Model):
    """The field of concern of a voice in no problem: guessed by the machine, or said by a person, which holds."""

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, primary_key=True, related_name="concern_row")
    field = models.ForeignKey(FieldOfConcern, on_delete=models.PROTECT, null=True, related_name="voice_rows")
    """None: a person said that no field fits."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody: the machine guessed."""
    at = models.DateTimeField()
    words = models.JSONField(default=list)
    """What of its words decided, the strongest first; none where a person did."""
    version = models.PositiveIntegerField(default=0)
    """How often people have said it: what the machine guesses anew overtakes nobody."""

    objects = VoiceFieldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(field__isnull=False) | Q(by__isnull=False), name="only_people_say_none")
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} → {self.field or '–'}"
