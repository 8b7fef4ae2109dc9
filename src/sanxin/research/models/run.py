from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit

GIVEN_UP_AFTER = timedelta(minutes=30)


class SynthesisRunQuerySet(models.QuerySet["SynthesisRun"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.desk_offices)

    def finished(self) -> Self:
        return self.exclude(finished_at=None)

    def running(self, now: datetime) -> Self:
        """Asked for and without a result. One that was killed does not hold others up for ever."""
        return self.filter(finished_at=None, failed_at=None, asked_at__gt=now - GIVEN_UP_AFTER)


class SynthesisRun(models.Model):
    """One pass of the engine over all voices of an office. It proposes; people decide."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody, where the nightly task asked."""
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    settings = models.JSONField(default=dict)
    """Every setting the engine worked with; two rankings can be told apart by them."""
    counts = models.JSONField(default=dict)
    """voices, problems, fresh, carried, kept, offered, gone, unassigned; empty until it is finished."""
    job_id = models.UUIDField(null=True, blank=True)

    objects = SynthesisRunQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["office", "-asked_at"], name="runs_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.office} {self.asked_at:%Y-%m-%d %H:%M}"
