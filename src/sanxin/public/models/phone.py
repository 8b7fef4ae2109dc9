from typing import Self
from uuid import UUID

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class PublishedPhoneQuerySet(models.QuerySet["PublishedPhone"]):
    def of(self, office_id: UUID) -> Self:
        return self.filter(office=office_id).order_by("-at", "-id")

    def now_of(self, office_id: UUID) -> "PublishedPhone | None":
        """What the office gives out now: the newest row, unless it took its number back."""
        newest = self.of(office_id).first()
        return newest if newest is not None and newest.number else None


class PublishedPhone(models.Model):
    """The number an office gives out: at the foot of its public pages, and the only one a bulletin may hold."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, blank=True)
    """Empty: taken back, none from here on."""
    hours = models.CharField(max_length=40, blank=True)
    """When somebody answers it, as people say it."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PublishedPhoneQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "-at"], name="phones_of_an_office")]

    def __str__(self) -> str:
        return self.number
