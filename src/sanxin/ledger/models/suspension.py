from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.ledger.models.item import Item
from sanxin.people.models import Person


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def not_resumed(self) -> Self:
        return self.filter(resumption=None)


class Suspension(models.Model):
    """Nothing can be done until a day (a season, a law, a budget). The deadline moves by the working days in between.

    It ends by itself after `until`, or earlier by a `Resumption`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="suspensions", db_index=False)
    order = models.PositiveSmallIntegerField()
    until = models.DateField()
    due_before = models.DateField()
    """The deadline when it began; an early resumption counts from it."""
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["item", "order"], name="one_suspension_a_place")]

    def __str__(self) -> str:
        return self.reason


class Resumption(models.Model):
    """Work goes on earlier than foreseen; the deadline moves only by the days that were really lost."""

    suspension = models.OneToOneField(Suspension, on_delete=models.PROTECT, primary_key=True, related_name="resumption")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.suspension} ✓"
