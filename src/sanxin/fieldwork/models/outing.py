from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class OutingQuerySet(models.QuerySet["Outing"]):
    def of(self, person: Person) -> Self:
        return self.filter(officer=person)


class Outing(models.Model):
    """Somebody means to go to a village on another day than proposed. The latest row of a month counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    """Its first day."""
    on = models.DateField(null=True, blank=True)
    """Nothing: not this month."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OutingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["officer", "month"], name="outings_of_a_month")]

    def __str__(self) -> str:
        return f"{self.place} {self.on}"
