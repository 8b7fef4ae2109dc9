from __future__ import annotations

import secrets
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.public.models.phone import PublishedPhone

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""What somebody types from paper: nothing that looks like something else (0 o, 1 l i)."""


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


class PublicDoorQuerySet(models.QuerySet["PublicDoor"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office, its leaders included: a door holds nobody's words."""
        return self.filter(office__in=person.sight.work_offices)

    def with_names(self) -> Self:
        return self.select_related("office", "place__parent", "keeper")


class PublicDoor(models.Model):
    """Where people of a village (or of the whole county) say something without an account: a short address, a QR."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    """Whose desk hears what is said here."""
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=16, unique=True, default=new_code)
    keeper = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    """Who listens here: what is said counts as heard by them, and they owe the answer."""
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    objects = PublicDoorQuerySet.as_manager()

    class Meta:
        ordering = ["-is_open", "place__path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "place"], condition=Q(place__isnull=False), name="one_door_a_village"
            ),
            models.UniqueConstraint(fields=["office"], condition=Q(place__isnull=True), name="one_door_of_an_office"),
        ]

    def __str__(self) -> str:
        return self.where

    @cached_property
    def phone(self) -> PublishedPhone | None:
        """What the office gives out: the foot of each page for strangers says it."""
        return PublishedPhone.objects.now_of(self.office_id)

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村; the office itself where the door stands in no village. Ask for `with_names` beforehand."""
        return self.place.with_town if self.place else str(self.office)
