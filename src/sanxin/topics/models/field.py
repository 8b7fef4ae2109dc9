from __future__ import annotations

from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class FieldQuerySet(models.QuerySet["FieldOfConcern"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.work_offices)

    def in_use(self) -> Self:
        return self.filter(retirement=None)


class FieldOfConcern(models.Model):
    """关注领域: what an office means to look into, year after year."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = FieldQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="one_field_a_name")]

    def __str__(self) -> str:
        return self.name


class FieldRetirement(models.Model):
    """Not offered any more; what was filed under it stays there."""

    field = models.OneToOneField(FieldOfConcern, on_delete=models.PROTECT, primary_key=True, related_name="retirement")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.field)
