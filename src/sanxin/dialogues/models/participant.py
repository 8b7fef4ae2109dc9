"""Who answered is a key that only their phone knows, and a set of votes. No name, no address, no instant.

Ids are random numbers, not UUIDv7: those would carry the instant. On SQLite such a number is the row's place in the
file, too; on PostgreSQL closing a conversation rewrites the rows in shuffled order (`actions.conversations.close`).
"""

from __future__ import annotations

import secrets
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from sanxin.dialogues.models.conversation import Conversation
from sanxin.dialogues.models.statement import Statement


def random_id() -> int:
    return secrets.randbelow(2**62) + 1


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def answering(self) -> Self:
        """Those who said something to a statement; others only added one of their own."""
        return self.filter(Exists(Vote.objects.filter(participant=OuterRef("pk"))))


class Participant(models.Model):
    """One phone's way through a conversation."""

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="participants")
    digest = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - several without a key stay several
    """Of the key their form carries, under our own; forgotten when the conversation is closed."""
    day = models.DateField()
    added = models.PositiveSmallIntegerField(default=0)
    """How many statements came with this key; not which."""
    fresh = models.BooleanField(default=True)
    """Answered since the last snapshot: a new one is made for at least five of them together."""

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["id"]  # which is no order at all
        constraints = [models.UniqueConstraint(fields=["conversation", "digest"], name="one_participant_a_key")]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.day}"


class Vote(models.Model):
    """What one participant says to one statement; the last word counts."""

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="votes")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="votes")
    value = models.SmallIntegerField()
    """1 agree, 0 pass, -1 disagree, as `sanxin_engines.consensus` and Polis have it."""
    counted = models.SmallIntegerField(null=True)
    """What the latest snapshot counted. Files say this, so that they and the snapshot never differ by one person."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "statement"], name="one_vote_a_statement"),
            models.CheckConstraint(condition=Q(value__in=(-1, 0, 1)), name="vote_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.value)
