from typing import Self

from django.db import models
from django.db.models import Q

from sanxin.fieldwork.models.visit import Visit
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.service.models import Voice


class VisitLineQuerySet(models.QuerySet["VisitLine"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(Q(visit__officer=person) | Q(visit__office__in=person.sight.headed_offices))


class VisitLine(models.Model):
    """One sentence heard on a visit: a voice of its own, perhaps a difficulty, perhaps a promised answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="lines")
    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    is_difficulty = models.BooleanField(default=False)
    """The visitor heard a difficulty in it; whether it is on the ledger say the items of the voice."""
    owes_answer = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = VisitLineQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "order", "id"]

    def __str__(self) -> str:
        return str(self.voice)


class PromiseKept(models.Model):
    """Whoever asked has been answered, and with which words; these may name somebody."""

    line = models.OneToOneField(VisitLine, on_delete=models.PROTECT, primary_key=True, related_name="kept")
    words = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.words
