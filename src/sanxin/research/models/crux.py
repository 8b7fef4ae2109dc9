from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.research.models.problem import Problem
from sanxin.research.models.run import SynthesisRun


class CruxStage(models.TextChoices):
    PROPOSED = "proposed", _("待认定")
    ACCEPTED = "accepted", _("已认定")
    GONE = "gone", _("不在台上")


class CruxKind(models.TextChoices):
    """Why its problems lie together."""

    ACROSS_PLACES = "across_places", _("几处同一件事")
    SAME_ROOT = "same_root", _("几件事同一个根子")
    BY_HAND = "by_hand", _("人归的")


class CruxQuerySet(models.QuerySet["CruxProblem"]):
    def visible_to(self, person: Person) -> Self:
        """As problems: the desk and the leaders of the office."""
        return self.filter(office__in=person.sight.work_offices)

    def on_desk(self) -> Self:
        return self.exclude(stage=CruxStage.GONE)

    def kept(self) -> Self:
        """Touched by a person and not undone: no run may change them."""
        from sanxin.research.models.crux_change import CruxChange

        return self.filter(Exists(CruxChange.objects.in_force().filter(cruxes=OuterRef("pk"))))


class CruxProblem(models.Model):
    """症结: what several problems have in common. Its problems keep their numbers, names and voices."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    stage = models.CharField(max_length=10, choices=CruxStage.choices, default=CruxStage.PROPOSED)
    kind = models.CharField(max_length=16, choices=CruxKind.choices, default=CruxKind.BY_HAND)
    terms = models.JSONField(default=list)
    places = models.JSONField(default=list)
    run = models.ForeignKey(SynthesisRun, on_delete=models.PROTECT, null=True, related_name="cruxes")
    """The run that proposed it; none where a person made it."""
    born_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """Optimistic lock: grows with every change a person makes."""

    objects = CruxQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="one_crux_a_number")]
        indexes = [models.Index(fields=["office", "stage", "number"], name="cruxes_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def code(self) -> str:
        return f"Z-{self.number:03d}"

    @property
    def is_locked(self) -> bool:
        return hasattr(self, "lock")

    @property
    def is_gone(self) -> bool:
        return self.stage == CruxStage.GONE


class CruxMember(models.Model):
    """This problem belongs to this crux. One row a problem: it never lies in two."""

    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, primary_key=True, related_name="crux_row")
    crux = models.ForeignKey(CruxProblem, on_delete=models.PROTECT, related_name="member_rows")
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody: a run did."""
    placed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.problem_id} → {self.crux_id}"


class CruxOffer(models.Model):
    """A run thinks this problem belongs to a crux people have confirmed. It waits for a person."""

    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, primary_key=True, related_name="crux_offer")
    crux = models.ForeignKey(CruxProblem, on_delete=models.PROTECT, related_name="offers")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.problem_id} → {self.crux_id}"


class CruxKeptApart(models.Model):
    """A person has said: this problem does not belong there. No run offers it again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    crux = models.ForeignKey(CruxProblem, on_delete=models.PROTECT, related_name="kept_apart")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crux", "problem"], name="one_word_a_problem_and_crux")]

    def __str__(self) -> str:
        return f"{self.problem_id} ≠ {self.crux_id}"


class CruxLock(models.Model):
    """While the row stands nobody merges, splits or moves, and no run offers new problems."""

    crux = models.OneToOneField(CruxProblem, on_delete=models.PROTECT, primary_key=True, related_name="lock")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.crux)


class CruxDeparture(models.Model):
    """Why a crux is no longer on the desk: merged by a person, or not found again by a later run."""

    crux = models.OneToOneField(CruxProblem, on_delete=models.PROTECT, primary_key=True, related_name="departure")
    into = models.ForeignKey(CruxProblem, on_delete=models.PROTECT, null=True, related_name="arrivals")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.crux)
