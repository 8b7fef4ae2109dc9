from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models

from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.people.models.unit import Unit

if TYPE_CHECKING:
    from sanxin.people.sight import Sight


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> Self:
        return self.filter(left_on=None)

    def visible_to(self, person: Person) -> Self:
        """Names of one's own county; nobody's account or phone."""
        return self.filter(county__in=person.sight.counties)

    def managed_by(self, person: Person) -> Self:
        """Those an administrator keeps the list of."""
        return self.filter(county__in=person.sight.managed_counties)

    def of_office(self, office: Unit) -> Self:
        return self.filter(posts__unit__office=office).distinct()


class Person(models.Model):
    """Somebody who works with the system; may or may not have an account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    staff_number = models.CharField(max_length=40)
    """The office's own number; makes two imports of the same list one."""
    phone = EncryptedField(blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["county", "staff_number"], name="one_person_a_number")]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def sight(self) -> Sight:
        """What this person may see today; read once per object."""
        from sanxin.people.sight import sight_of

        return sight_of(self)

    @property
    def office_id(self) -> UUID | None:
        """Where this person works today."""
        return self.sight.own_office
