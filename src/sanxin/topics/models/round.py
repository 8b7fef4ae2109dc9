from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.work_offices)

    def open(self) -> Self:
        return self.filter(closing=None)


class Round(models.Model):
    """选题: the candidates of a year, how they are weighed, by whom, and how many may become topics."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    """About how many topics; each one more needs a reason."""
    scores_due_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year"], name="one_round_a_year"),
            models.CheckConstraint(condition=Q(most__gte=1), name="a_round_chooses_one"),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_open(self) -> bool:
        return not hasattr(self, "closing")


class Criterion(models.Model):
    """One thing a candidate is weighed by; the weights of a round add up to 100."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_criterion_a_place"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="criterion_weighs"),
        ]

    def __str__(self) -> str:
        return self.name


class RoundScorer(models.Model):
    """Somebody asked to score the candidates of a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="scorer_rows")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="one_seat_a_scorer")]

    def __str__(self) -> str:
        return f"{self.person} · {self.round}"


class RoundClosing(models.Model):
    """Selection is over: nobody scores, proposes into it or chooses from it any more."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, primary_key=True, related_name="closing")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.round)
