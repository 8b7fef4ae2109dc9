from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.models.kind_training import KindTraining
from sanxin.service.models import Kind, Voice


class KindAnswerQuerySet(models.QuerySet["KindAnswer"]):
    def corrections(self) -> Self:
        """Sorted otherwise than proposed, and it still stands so."""
        return self.exclude(kind=F("proposed")).filter(kind=F("voice__kind"))


class KindAnswer(models.Model):
    """A person sorted a voice the machine had a proposal for. What differs is learnt with more weight next time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="kind_answers")
    training = models.ForeignKey(KindTraining, on_delete=models.PROTECT, related_name="answers")
    proposed = models.CharField(max_length=16, choices=Kind.choices)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    sure = models.BooleanField()
    """Whether the machine was."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody, where it was sorted on the voice's own page: its timeline says who."""
    at = models.DateTimeField()

    objects = KindAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["training", "sure"], name="answers_to_a_training")]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.get_proposed_display()} → {self.get_kind_display()}"
