from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.ledger.models.item import Item
from sanxin.people.models import Person, Unit


class MeasureQuerySet(models.QuerySet["Measure"]):
    def undone(self) -> Self:
        return self.filter(done=None)

    def with_names(self) -> Self:
        return self.select_related("person", "unit", "done", "done__by")


class Measure(models.Model):
    """One thing to be done for an item: what, who, until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="measures", db_index=False)
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["item_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="one_measure_a_place"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(unit__isnull=False), name="measure_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_done(self) -> bool:
        return hasattr(self, "done")

    @property
    def who(self) -> str:
        return " ".join(str(one) for one in (self.person, self.unit) if one)

    def is_overdue(self, today: date) -> bool:
        return not self.is_done and self.due_on < today


class MeasureDone(models.Model):
    """A measure was carried out."""

    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, primary_key=True, related_name="done")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.measure} ✓"
