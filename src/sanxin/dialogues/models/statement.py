from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.dialogues.models.conversation import Conversation
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person


class Source(models.TextChoices):
    STAFF = "staff", _("干部写的")
    PROBLEM = "problem", _("从问题引出")
    PARTICIPANT = "participant", _("群众添的")


class Stage(models.TextChoices):
    """Whether people see it; a projection of the latest `Moderation`, rewritten in the same transaction."""

    PENDING = "pending", _("等着看")
    ACCEPTED = "accepted", _("采用")
    LEFT_OUT = "left_out", _("没采用")


class StatementQuerySet(models.QuerySet["Statement"]):
    def pending(self) -> Self:
        return self.filter(stage=Stage.PENDING)

    def accepted(self) -> Self:
        return self.filter(stage=Stage.ACCEPTED)


class Statement(models.Model):
    """One sentence of one thought. Never rewritten, and nobody stands behind what a participant added.

    The id is random, for an ordered one would carry the instant; the day is enough.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=140)
    source = models.CharField(max_length=12, choices=Source.choices)
    origin = models.CharField(max_length=20, blank=True)
    """The problem it was drawn from, by its code: W-0012."""
    origin_id = models.UUIDField(null=True, blank=True, db_index=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Staff alone; what a participant added is nobody's."""
    day = models.DateField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    version = models.PositiveIntegerField(default=1)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="one_statement_a_number"),
            models.CheckConstraint(
                condition=~models.Q(source="participant") | models.Q(written_by=None), name="participants_have_no_name"
            ),
        ]
        indexes = [models.Index(fields=["conversation", "stage"], name="statements_by_stage")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Reason(models.TextChoices):
    """Why a statement is not shown."""

    REPEATED = "repeated", _("和别的一条一个意思")
    PERSONAL = "personal", _("点了人名，或能看出是谁")
    RUDE = "rude", _("骂人、伤人")
    BESIDE = "beside", _("和这个议题无关")
    DOUBLE = "double", _("一条里说了两件事")
    UNCLEAR = "unclear", _("看不明白在说什么")


class Moderation(models.Model):
    """Somebody of the desk looked at a statement: shown, or left out for a reason. The latest row counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="moderations")
    accepted = models.BooleanField()
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted=True, reason="") | (models.Q(accepted=False) & ~models.Q(reason="")),
                name="left_out_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.accepted}"
