from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit

GIVEN_UP_AFTER = timedelta(minutes=30)


class KindTrainingQuerySet(models.QuerySet["KindTraining"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.desk_offices)

    def finished(self) -> Self:
        return self.exclude(finished_at=None)

    def running(self, now: datetime) -> Self:
        return self.filter(finished_at=None, failed_at=None, asked_at__gt=now - GIVEN_UP_AFTER)


class KindTraining(models.Model):
    """What the machine learnt, once, from the voices people of an office have sorted; and how well, measured."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    job_id = models.UUIDField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True)
    """第几版, counted within the office; given when it is finished."""
    examples = models.JSONField(default=dict)
    """Kind → voices it learnt from."""
    corrections = models.PositiveIntegerField(default=0)
    """Of these, how many a person had sorted otherwise than proposed; they weigh more."""
    measured = models.JSONField(default=dict)
    """accuracy, macro_f1, sure_share, sure_accuracy, recall: on voices held back, as `cross_validate` says."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the file it is kept in; another content is not read."""

    objects = KindTrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"], name="one_training_a_number", condition=Q(number__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["office", "-finished_at"], name="trainings_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.office} v{self.number or '–'}"

    @property
    def learnt_from(self) -> int:
        return sum(self.examples.values())

    @property
    def accuracy(self) -> str:
        return as_share(self.measured.get("accuracy"))

    @property
    def sure_share(self) -> str:
        return as_share(self.measured.get("sure_share"))

    @property
    def sure_accuracy(self) -> str:
        """Empty where it was never sure."""
        return as_share(self.measured.get("sure_accuracy"))


def as_share(value: float | None) -> str:
    """87.5%"""
    return "" if value is None else f"{value:.1%}"
