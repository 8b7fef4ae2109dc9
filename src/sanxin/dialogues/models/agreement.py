from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from sanxin.dialogues.models.dialogue import Dialogue
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.people.models import Person


class Agreement(models.Model):
    """One thing people agreed on, in a sentence that may be read by everybody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="agreements")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    if TYPE_CHECKING:
        follow_up: FollowUp

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["dialogue", "order"], name="agreements_in_order")]

    def __str__(self) -> str:
        return self.text

    @property
    def followed(self) -> FollowUp | None:
        row: FollowUp | None = getattr(self, "follow_up", None)
        return row


class FollowUp(models.Model):
    """What was agreed stands on the ledger, with owner and day."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, primary_key=True, related_name="follow_up")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="agreed_in")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.agreement_id} → {self.item_id}"
