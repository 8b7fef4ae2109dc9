from django.db import models

from sanxin.ledger.models.item import Item
from sanxin.people.models import Person


class OwnerChange(models.Model):
    """Somebody else leads from here on. `turn` is the one it ended."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="owner_changes", db_index=False)
    turn = models.PositiveSmallIntegerField()
    before = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    after = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "turn"], name="one_owner_change_a_turn")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
