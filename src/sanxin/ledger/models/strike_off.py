from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.ledger.models.item import Item
from sanxin.ledger.rules.strike_offs import Method
from sanxin.people.models import Person


class StrikeOffRequestQuerySet(models.QuerySet["StrikeOffRequest"]):
    def waiting(self) -> Self:
        """Nobody has verified or returned them yet."""
        return self.filter(strike_off=None, returned=None)


class StrikeOffRequest(models.Model):
    """The owner says it is done and asks somebody else to look. Answered by a `StrikeOff` or a `Return`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="strike_off_requests", db_index=False)
    round = models.PositiveSmallIntegerField()
    attempt = models.PositiveSmallIntegerField()
    """The first of a round is 1; each return allows one more."""
    account = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = StrikeOffRequestQuerySet.as_manager()

    class Meta:
        ordering = ["round", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["item", "round", "attempt"], name="one_request_an_attempt"),
        ]

    def __str__(self) -> str:
        return self.account


class StrikeOffQuerySet(models.QuerySet["StrikeOff"]):
    def in_force(self) -> Self:
        return self.filter(reopening=None)


class StrikeOff(models.Model):
    """Somebody other than the owner verified that it is done, or an older ledger says so (`is_taken_over`).

    In force until a `Reopening` names it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="strike_offs", db_index=False)
    round = models.PositiveSmallIntegerField()
    request = models.OneToOneField(
        StrikeOffRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="strike_off"
    )
    """What was verified. None where an older ledger had it as done: nobody asked here, and nobody verified here."""
    method = models.CharField(max_length=20, choices=Method.choices)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = StrikeOffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "round"], name="one_strike_off_a_round"),
            models.CheckConstraint(condition=models.Q(method__in=Method.values), name="strike_off_method_is_known"),
            models.CheckConstraint(
                condition=models.Q(request__isnull=False) | models.Q(method=Method.IMPORTED.value),
                name="strike_off_was_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.get_method_display()}"

    @property
    def is_taken_over(self) -> bool:
        return self.method == Method.IMPORTED

    @property
    def verifier(self) -> Person:
        return self.by


class Return(models.Model):
    """The verifier was not satisfied: back to the owner with what is missing."""

    request = models.OneToOneField(
        StrikeOffRequest, on_delete=models.PROTECT, primary_key=True, related_name="returned"
    )
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
