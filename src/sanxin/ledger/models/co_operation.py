from django.db import models

from sanxin.ledger.models.item import Item
from sanxin.people.models import Unit


class CoOperation(models.Model):
    """A unit that works along on an item without being asked anything in particular."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="co_operations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="one_co_operation_a_unit")]

    def __str__(self) -> str:
        return str(self.unit)
