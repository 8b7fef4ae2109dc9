from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import NIL, new_id

LOST_AFTER = timedelta(minutes=3)
"""Without a sign of life for so long a job's worker is gone. Longer than any single transaction takes."""


class State(models.TextChoices):
    WAITING = "waiting", _("在排队")
    RUNNING = "running", _("正在做")
    DONE = "done", _("已做完")
    FAILED = "failed", _("没做完")


class JobQuerySet(models.QuerySet["Job"]):
    def of(self, person_id: UUID) -> Self:
        """Long work is seen by whoever started it, and nobody else."""
        return self.filter(started_by_id=person_id).order_by("-asked_at", "-id")

    def unfinished(self) -> Self:
        return self.filter(state__in=[State.WAITING, State.RUNNING])

    def unseen(self) -> Self:
        """Over, and whoever asked for it has not looked how it ended."""
        return self.filter(state__in=[State.DONE, State.FAILED], look=None)


class Job(models.Model):
    """A piece of long work done by the worker, with what its page shows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    county_id = models.UUIDField(default=NIL)
    args = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    """What is written while working is written in the starter's language."""
    started_by_id = models.UUIDField(null=True, db_index=True)
    started_by_name = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True)
    """Which process works on it: host and number."""
    heartbeat_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=120, blank=True)
    message = models.CharField(max_length=300, blank=True)
    """What is known about the step by now."""
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    step_started_at = models.DateTimeField(null=True)
    past_steps = models.JSONField(default=list)
    """[[label, message, seconds], ...] of the steps behind."""
    stop_asked_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    """Why it was not done, as a sentence."""

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "heartbeat_at"], name="job_by_state")  # the worker looks for lost ones
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state in {State.DONE, State.FAILED}

    def is_silent(self, now: datetime) -> bool:
        """Running, and nothing heard of its worker for too long."""
        return self.state == State.RUNNING and (self.heartbeat_at is None or now - self.heartbeat_at > LOST_AFTER)

    def position(self) -> dict[str, Any]:
        """The fields that change while it runs."""
        names = ("step", "message", "done", "total", "step_started_at", "past_steps", "heartbeat_at")
        return {name: getattr(self, name) for name in names}


class JobLook(models.Model):
    """Whoever asked for the work has seen how it ended; until then it stands on their Today."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, primary_key=True, related_name="look")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job} {self.at:%Y-%m-%d %H:%M}"
