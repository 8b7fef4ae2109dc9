from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.research.models import Problem
from sanxin.topics.models.field import FieldOfConcern
from sanxin.topics.models.round import Round


class CandidateStage(models.TextChoices):
    """How far a candidate has come; a projection of the rows beside it, rewritten in the same transaction."""

    OPEN = "open", _("待定")
    CHOSEN = "chosen", _("已选上")
    DECLINED = "declined", _("没选上")
    WITHDRAWN = "withdrawn", pgettext_lazy("state", "收回")


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.work_offices)

    def open(self) -> Self:
        return self.filter(stage=CandidateStage.OPEN)


class Candidate(models.Model):
    """候选课题: a question somebody thinks worth a topic."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="candidates")
    """The selection it stands in; none while no round is open."""
    field = models.ForeignKey(FieldOfConcern, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120)
    reason = models.TextField(blank=True)
    problems = models.ManyToManyField(Problem, through="CandidateProblem", related_name="candidates")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=CandidateStage.choices, default=CandidateStage.OPEN)
    version = models.PositiveIntegerField(default=1)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["office", "stage", "-proposed_at"], name="candidates_by_stage")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.stage == CandidateStage.OPEN


class CandidateProblem(models.Model):
    """People raise this problem; the candidate would look into it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="problem_rows")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="candidate_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "problem"], name="one_problem_a_candidate")]

    def __str__(self) -> str:
        return f"{self.problem_id} → {self.candidate_id}"


class Remark(models.Model):
    """What somebody of the office says about a candidate. Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="remarks")
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:40]


class Choice(models.Model):
    """A leader chose the candidate, seeing these figures; the topic was opened with it."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, primary_key=True, related_name="choice")
    reason = models.TextField(blank=True)
    """Why one more than the round meant to choose."""
    figures = models.JSONField(default=dict)
    """people, messages, villages as they stood that day."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.candidate)


class Declining(models.Model):
    """A leader did not choose the candidate, and says why."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, primary_key=True, related_name="declining")
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.candidate)


class CandidateWithdrawal(models.Model):
    """Whoever proposed it took it back."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.candidate)
