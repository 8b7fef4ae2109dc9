from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.research.models.run import SynthesisRun
from sanxin.service.models.voice import Kind


class Stage(models.TextChoices):
    """How far a problem has come; a projection of the rows beside it, rewritten in the same transaction."""

    PROPOSED = "proposed", _("待采纳")
    ACCEPTED = "accepted", _("已采纳")
    ON_LEDGER = "on_ledger", _("已立台账")
    GONE = "gone", _("不在台上")


class ProblemQuerySet(models.QuerySet["Problem"]):
    def visible_to(self, person: Person) -> Self:
        """The desk and the leaders of the office; nobody else."""
        return self.filter(office__in=person.sight.work_offices)

    def on_desk(self) -> Self:
        """Those that have not been merged away or left behind by a later run."""
        return self.exclude(stage=Stage.GONE)

    def fresh_from(self, run: SynthesisRun) -> Self:
        """Those this run proposed under a new number; the others it only carried on."""
        return self.filter(run=run, born_at=run.finished_at)

    def carried_on_by(self, run: SynthesisRun) -> Self:
        return self.filter(run=run).exclude(born_at=run.finished_at)

    def kept(self) -> Self:
        """Touched by a person and not undone, or on the ledger: no run may change them."""
        from sanxin.research.models.change import ProblemChange

        touched = Exists(ProblemChange.objects.in_force().filter(problems=OuterRef("pk")))
        return self.filter(Q(touched) | Q(stage=Stage.ON_LEDGER))


class Problem(models.Model):
    """What several voices complain of together: proposed by a run or made by a person, traceable to its voices."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PROPOSED)
    run = models.ForeignKey(SynthesisRun, on_delete=models.PROTECT, null=True, related_name="problems")
    """The run that proposed it; none where a person split it off."""
    born_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """Optimistic lock: grows with every change a person makes."""

    keywords = models.JSONField(default=list)
    quotes = models.JSONField(default=list)
    """[[voice id, text], …]: their own words, masked, without the speaker."""
    reasons = models.JSONField(default=list)
    """[[term, number of voices that share it], …]: why they lie together."""
    named_places = models.JSONField(default=list)
    """Places the words name; they stand in where voices came without one."""

    # Counted from the voices whenever they change, so that the desk sorts and filters by an index.
    heat = models.FloatField(default=0)
    heat_points = models.JSONField(default=dict)
    heat_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.UNSORTED)
    people = models.PositiveIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    likes = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    months = models.PositiveIntegerField(default=0)
    recent = models.PositiveIntegerField(default=0)
    """Messages of the seven days before `heat_at`."""
    days = models.JSONField(default=dict)
    """Day → messages of that day, for the twelve weeks before `heat_at`: the small line on the desk reads no voices."""
    facets = models.TextField(blank=True)
    """Where and how it was heard, as words between blanks: ` s:hotline t:360281106 `; the desk filters by them."""
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["-heat", "number"]
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="one_problem_a_number")]
        indexes = [
            models.Index(fields=["office", "stage", "-heat", "number"], name="problems_by_heat"),  # the desk
            models.Index(fields=["office", "-last_at"], name="problems_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def code(self) -> str:
        return f"W-{self.number:04d}"

    @property
    def is_locked(self) -> bool:
        return hasattr(self, "lock")

    @property
    def is_gone(self) -> bool:
        return self.stage == Stage.GONE
