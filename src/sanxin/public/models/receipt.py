from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Attachment
from sanxin.ledger.models import StrikeOff
from sanxin.public.models.door import ALPHABET, PublicDoor
from sanxin.public.rules.answers import SOLVED
from sanxin.service.models import Voice


def new_number() -> str:
    """查询号: eight letters and figures, in capitals, so that nobody takes it for the code of a door."""
    return "".join(secrets.choice(ALPHABET.upper()) for _ in range(8))


class VoiceReceipt(models.Model):
    """Whoever said something can come back with number and secret. Nothing here tells who that is."""

    id = models.UUIDField(primary_key=True, editable=False)
    """Drawn when the form was opened: the same form twice is one receipt."""
    door = models.ForeignKey(PublicDoor, on_delete=models.PROTECT, related_name="receipts")
    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=12, unique=True, default=new_number)
    secret_hash = models.CharField(max_length=200)
    said_digest = models.CharField(max_length=64)
    """Of the words and a number only the form knows: tells the same form from one that was changed."""
    photo = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    wrong_since = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["door", "-at"], name="receipts_of_a_door")]

    def __str__(self) -> str:
        return self.number_shown

    @property
    def number_shown(self) -> str:
        return f"{self.number[:4]} {self.number[4:]}"


class Addition(models.Model):
    """Who spoke came back and added something. The words stand in the voice, corrected by them."""

    id = models.UUIDField(primary_key=True, editable=False)
    """Drawn when the page was shown: the same form twice adds once."""
    receipt = models.ForeignKey(VoiceReceipt, on_delete=models.PROTECT, related_name="additions")
    photo = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.at:%Y-%m-%d}"


class PublicAnswer(models.Model):
    """Who spoke says on the page whether this strike-off solved it; once.

    What counts in figures stands in `service`: the reply, and how content they are.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    receipt = models.ForeignKey(VoiceReceipt, on_delete=models.PROTECT, related_name="answers")
    strike_off = models.ForeignKey(StrikeOff, on_delete=models.PROTECT, related_name="+")
    solved = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["receipt", "strike_off"], name="one_answer_a_strike_off"),
            models.CheckConstraint(condition=Q(solved__in=SOLVED), name="public_answer_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.solved} {self.at:%Y-%m-%d}"


class RecentText(models.Model):
    """A keyed digest kept for minutes, so that the same words are not taken twice in a row."""

    id = models.BigAutoField(primary_key=True)
    door = models.ForeignKey(PublicDoor, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "digest"], name="one_recent_text")]

    def __str__(self) -> str:
        return self.digest[:8]
