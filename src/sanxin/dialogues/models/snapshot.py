from __future__ import annotations

from django.db import models

from sanxin.dialogues.models.conversation import Conversation
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person


class Snapshot(models.Model):
    """What the answers said when they were counted: statements and groups, never a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="snapshots")
    k = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    """Those who answered anything."""
    grouped = models.PositiveIntegerField()
    """Those who answered enough to stand in a group."""
    votes = models.PositiveIntegerField()
    sizes = models.JSONField(default=list)
    statements = models.JSONField(default=list)
    """As the engine gives them, one mapping a statement with its number, counts and figures by group."""
    common = models.JSONField(default=list)
    """[[number, "agree" or "disagree"], …], the clearest first."""
    dividing = models.JSONField(default=list)
    typical = models.JSONField(default=list)
    """For each group [[number, way], …]."""
    areas = models.JSONField(default=list)
    """For each group [x, y, along, across, angle]: where it lies, as an ellipse. No point of a person is kept."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["conversation", "-at"], name="snapshots_by_time")]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.at:%Y-%m-%d}"


class ResultRelease(models.Model):
    """A snapshot was shown to everybody; the latest release is the one people read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="releases")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    """What the office says to it."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.at:%Y-%m-%d}"
