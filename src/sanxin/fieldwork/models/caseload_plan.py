from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class CaseloadPlanQuerySet(models.QuerySet["CaseloadPlan"]):
    def visible_to(self, person: Person) -> Self:
        """Section heads work on it, leaders read and approve it. Officers see their own part once it is approved."""
        sight = person.sight
        return self.filter(office__in=sight.headed_offices | sight.led_offices)

    def open(self) -> Self:
        """Still to be worked on."""
        return self.filter(approval=None, drop=None)

    def approved(self) -> Self:
        return self.filter(approval__isnull=False)


class CaseloadPlan(models.Model):
    """Who is to keep contact with which villages and members for a year: the rules, and what came of them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    villages = models.ManyToManyField(Unit, related_name="+")
    """Those that are to have somebody."""
    min_villages = models.PositiveSmallIntegerField(default=1)
    max_villages = models.PositiveSmallIntegerField(default=2)
    min_members = models.PositiveSmallIntegerField(default=4)
    max_members = models.PositiveSmallIntegerField(default=6)
    change_km = models.FloatField(default=30.0)
    """Keeping last year's contact is worth so many kilometres of way."""
    own_village_km = models.FloatField(default=8.0)
    balance_km = models.FloatField(default=0.5)
    hard_km = models.FloatField(default=6.0)
    most_km = models.FloatField(null=True, blank=True)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    round = models.PositiveIntegerField(default=0)
    """How often it has been worked out; 0: not yet."""
    solved_at = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    """Objective, bound, gap, and what was kept, of both kinds, as the last round found them."""
    version = models.PositiveIntegerField(default=1)

    objects = CaseloadPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-drafted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_villages__lte=models.F("max_villages"), min_members__lte=models.F("max_members")),
                name="plan_floor_below_ceiling",
            ),
        ]
        indexes = [models.Index(fields=["office", "-year"], name="plans_of_an_office")]

    def __str__(self) -> str:
        return f"{self.office} {self.year}"

    @property
    def is_approved(self) -> bool:
        return hasattr(self, "approval")

    @property
    def is_open(self) -> bool:
        return not self.is_approved and not hasattr(self, "drop")

    def figures_of(self, kind: str) -> dict[str, Any]:
        return dict(self.figures.get(kind, {}))


class PlanApproval(models.Model):
    """Somebody else than who drafted it approved the plan; from that day on its pairs hold."""

    plan = models.OneToOneField(CaseloadPlan, on_delete=models.PROTECT, primary_key=True, related_name="approval")
    in_force_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.in_force_on:%Y-%m-%d}"


class PlanDrop(models.Model):
    """The draft was put away."""

    plan = models.OneToOneField(CaseloadPlan, on_delete=models.PROTECT, primary_key=True, related_name="drop")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
