from django.db import models

from sanxin.ledger.models.item import Item
from sanxin.people.models import Person


class HandBack(models.Model):
    """The owner gave the item back to whoever opened it: 退单. It ends with the next `OwnerChange`."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="hand_backs", db_index=False)
    turn = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "turn"], name="one_hand_back_a_turn")]

    def __str__(self) -> str:
        return self.reason
