from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class AnswerCardQuerySet(models.QuerySet["AnswerCard"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office; a card holds nobody's name."""
        return self.filter(office__in=person.sight.work_offices)

    def in_use(self) -> Self:
        return self.filter(retirement=None)

    def to_review(self, today: date) -> Self:
        return self.in_use().filter(review_on__lte=today)


class AnswerCard(models.Model):
    """An answer kept for the next who asks: somebody answers for it and looks at it again on a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    """What is asked, as of the newest edition."""
    kind = models.CharField(max_length=36)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    edition = models.PositiveIntegerField(default=1)
    """The number of the edition that counts."""
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    objects = AnswerCardQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["owner", "review_on"], name="cards_to_review")]  # Today of the owner

    def __str__(self) -> str:
        return self.title


class AnswerCardEditionQuerySet(models.QuerySet["AnswerCardEdition"]):
    def current(self) -> Self:
        return self.filter(number=F("card__edition"), card__retirement=None)


class AnswerCardEdition(models.Model):
    """How a card read from one day on. Never changed: an answer given with it stays linked to these words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    card = models.ForeignKey(AnswerCard, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    source = models.ForeignKey("service.Answer", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The answer it was made from."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AnswerCardEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="one_card_edition_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="editions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class AnswerCardRetirement(models.Model):
    """Not offered any more; what was answered with it stands."""

    card = models.OneToOneField(AnswerCard, on_delete=models.PROTECT, primary_key=True, related_name="retirement")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
