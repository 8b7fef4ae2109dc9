from django.db import models

from sanxin.ledger.models.item import Item
from sanxin.people.models import Person


class Acceptance(models.Model):
    """The owner took the item on. Holds for that owner's turn."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="acceptances", db_index=False)
    turn = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "turn"], name="one_acceptance_a_turn")]

    def __str__(self) -> str:
        return f"{self.item} ← {self.by}"
