from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.surveys.models.questionnaire import Questionnaire
from sanxin_engines.questionnaires import Form, from_plain


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office, its leaders included."""
        return self.filter(questionnaire__office__in=person.sight.work_offices)

    def in_force(self) -> Self:
        """Not withdrawn: answers may still come."""
        return self.filter(withdrawal__isnull=True)


class Edition(models.Model):
    """A questionnaire as it was asked: never changed, because answers belong to exactly these words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    form = models.JSONField()
    version = models.PositiveIntegerField()
    """The version of the questionnaire it was made of; a newer draft is a change nobody is asked yet."""
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    if TYPE_CHECKING:
        withdrawal: EditionWithdrawal

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="one_edition_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"

    def as_form(self) -> Form:
        return from_plain(self.form)

    @property
    def withdrawn_at(self) -> datetime | None:
        row: EditionWithdrawal | None = getattr(self, "withdrawal", None)
        return row.at if row else None


class EditionWithdrawal(models.Model):
    """From here on nobody is asked this edition; what was answered stays."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.edition)
