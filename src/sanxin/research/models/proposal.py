from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.research.models.problem import Problem

if TYPE_CHECKING:
    from sanxin.research.models.decision import Decision


class ProposalStage(models.TextChoices):
    """How far a proposal has come; a projection of the rows beside it, rewritten in the same transaction."""

    DRAFT = "draft", _("在写")
    REVIEWING = "reviewing", _("在审")
    SUBMITTED = "submitted", _("待批示")
    RETURNED = "returned", pgettext_lazy("state", "退回")
    AGREED = "agreed", _("已同意")
    REFUSED = "refused", pgettext_lazy("state", "不同意")


WRITABLE = frozenset({ProposalStage.DRAFT, ProposalStage.RETURNED})


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office, its leaders included."""
        return self.filter(office__in=person.sight.work_offices)


class Proposal(models.Model):
    """What is to be done about some problems, put so that a leader can say yes or no."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    """A question: 要不要补贴复开？"""
    text = models.TextField(blank=True)
    """What: how things stand. Figures in braces ({人数}) are filled in, live until it is before a leader."""
    why = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    """How we shall know that it worked."""
    responsible = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    time = models.CharField(max_length=80, blank=True)
    cost = models.CharField(max_length=80, blank=True)
    problems = models.ManyToManyField(Problem, through="ProposalProblem", related_name="proposals")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=ProposalStage.choices, default=ProposalStage.DRAFT)
    version = models.PositiveIntegerField(default=1)
    """Counts the verbs; who acts on an older one is told so."""

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["county", "year", "number"], name="one_proposal_a_number"),
        ]
        indexes = [models.Index(fields=["office", "stage", "-year", "-number"], name="proposals_by_stage")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """The number people quote: F-2026-031."""
        return f"F-{self.year}-{self.number:03d}"

    @property
    def is_writable(self) -> bool:
        return self.stage in WRITABLE


class ProposalProblem(models.Model):
    """This proposal answers this problem."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="problem_rows")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="proposal_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "problem"], name="one_problem_a_proposal")]

    def __str__(self) -> str:
        return f"{self.problem_id} → {self.proposal_id}"


class ProposalOption(models.Model):
    """One way of doing it, with what it costs and what it leaves unsolved."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    cost = models.CharField(max_length=80, blank=True)
    time = models.CharField(max_length=80, blank=True)
    solves = models.PositiveIntegerField(null=True, blank=True)
    """How many of the voices it would answer."""
    risk = models.CharField(max_length=120, blank=True)
    who = models.CharField(max_length=80, blank=True)
    pros = models.CharField(max_length=200, blank=True)
    cons = models.CharField(max_length=200, blank=True)
    recommended = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="one_option_a_place"),
            models.UniqueConstraint(fields=["proposal"], condition=Q(recommended=True), name="one_option_recommended"),
        ]

    def __str__(self) -> str:
        return self.name


class PlannedItem(models.Model):
    """A ledger item that agreement will open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="planned")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    working_days = models.PositiveSmallIntegerField()
    cooperating = models.ManyToManyField(Unit, related_name="+", blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="one_planned_item_a_place"),
            models.CheckConstraint(condition=Q(working_days__gte=1), name="planned_item_takes_a_day"),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalStep(models.Model):
    """One step on the way; agreement makes it a measure of the ledger item it belongs to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    working_days = models.PositiveSmallIntegerField()
    """From the day of the decision on."""
    item_order = models.PositiveSmallIntegerField()
    """Which of the planned items it belongs to."""

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="one_step_a_place"),
            models.CheckConstraint(condition=Q(working_days__gte=1), name="step_takes_a_day"),
        ]

    def __str__(self) -> str:
        return self.what


class SubmissionQuerySet(models.QuerySet["ProposalSubmission"]):
    def waiting(self) -> Self:
        """Neither decided nor taken back."""
        return self.filter(decision=None, withdrawal=None)

    def waiting_for(self, leader: Person) -> Self:
        return self.waiting().filter(to=leader).order_by("at", "id")


class ProposalSubmission(models.Model):
    """A proposal lies before a leader, with the figures and quotes as they stood that day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField()
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    figures = models.JSONField(default=dict)
    """What `queries.figures.figures_of` counted: numbers and words without speakers."""
    paper = models.JSONField(default=dict)
    """What was put before the leader, word for word; the proposal itself may be rewritten after a return."""

    decision: Decision

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "round"], name="one_submission_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} → {self.to}"


class ProposalWithdrawal(models.Model):
    """Taken back before it was decided."""

    submission = models.OneToOneField(
        ProposalSubmission, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.submission)
