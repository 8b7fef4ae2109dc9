from __future__ import annotations

from typing import Self

from django.db import models

from sanxin.people.models import Person
from sanxin.research.models.kind_training import KindTraining
from sanxin.service.models import Kind, Voice


class KindProposalQuerySet(models.QuerySet["KindProposal"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(voice__office__in=person.sight.desk_offices)

    def waiting(self) -> Self:
        """Nobody has sorted the voice since, here or on its own page."""
        return self.filter(voice__kind=Kind.UNSORTED)

    def overtaken(self) -> Self:
        """Somebody sorted the voice elsewhere: an answer too."""
        return self.exclude(voice__kind=Kind.UNSORTED)


class KindProposal(models.Model):
    """Which kind the machine takes an unsorted voice for. The truth is `Voice.kind`, and only people write it."""

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, primary_key=True, related_name="kind_proposal")
    training = models.ForeignKey(KindTraining, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    runner_up = models.CharField(max_length=16, choices=Kind.choices)
    confidence = models.FloatField()
    sure = models.BooleanField()
    words = models.JSONField(default=list)
    """What of its words decided, the strongest first."""

    objects = KindProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-confidence", "voice_id"]
        indexes = [models.Index(fields=["training", "sure", "-confidence"], name="proposals_in_queue")]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.get_kind_display()}"
