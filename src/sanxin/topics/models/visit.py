from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.topics.models.topic import Topic


class Manner(models.TextChoices):
    """Whether the village knows beforehand."""

    UNANNOUNCED = "unannounced", _("四不两直")
    ANNOUNCED = "announced", _("先打招呼")


class PlannedVisitQuerySet(models.QuerySet["PlannedVisit"]):
    def standing(self) -> Self:
        """Planned or made; those called off count for nothing."""
        return self.exclude(outcome__made=False)


class PlannedVisit(models.Model):
    """A topic means to go to a village on a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="visits")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    manner = models.CharField(max_length=12, choices=Manner.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    objects = PlannedVisitQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["place", "on"], name="visits_of_a_village")]  # the warning counts by month

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.place}"


class VisitOutcome(models.Model):
    """They went, or did not."""

    visit = models.OneToOneField(PlannedVisit, on_delete=models.PROTECT, primary_key=True, related_name="outcome")
    made = models.BooleanField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.visit)
