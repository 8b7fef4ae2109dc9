from typing import Self

from django.db import models
from django.db.models import F, Q

from sanxin.kernel.ids import new_id
from sanxin.ledger.models.item import Item
from sanxin.people.models import Person


class ExtensionRequestQuerySet(models.QuerySet["ExtensionRequest"]):
    def undecided(self) -> Self:
        return self.filter(decision=None)


class ExtensionRequest(models.Model):
    """The owner asks for more time, before the deadline and with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="extension_requests", db_index=False)
    order = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    """The deadline when it was asked."""
    wanted_on = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="one_extension_request_a_place"),
            models.CheckConstraint(condition=Q(wanted_on__gt=F("due_on")), name="extension_is_later"),
        ]

    def __str__(self) -> str:
        return self.reason


class ExtensionDecision(models.Model):
    """Somebody other than the asker granted or refused it."""

    request = models.OneToOneField(
        ExtensionRequest, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    granted = models.BooleanField()
    due_on = models.DateField()
    """The deadline after it: another one if granted, the same if refused."""
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request} · {self.due_on}"
