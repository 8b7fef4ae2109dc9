from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.topics.models.topic import Topic


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def open(self) -> Self:
        return self.filter(done=None)

    def overdue(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)


class Milestone(models.Model):
    """A step of a topic that somebody answers for until a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=120)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    added_at = models.DateTimeField()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "added_at"]
        indexes = [models.Index(fields=["owner", "due_on"], name="milestones_of_a_person")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        return hasattr(self, "done")


class MilestoneDone(models.Model):
    """The step was taken, and what came of it."""

    milestone = models.OneToOneField(Milestone, on_delete=models.PROTECT, primary_key=True, related_name="done")
    note = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.milestone)
