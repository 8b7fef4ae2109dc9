from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.models.proposal import Proposal


class Desk(models.TextChoices):
    """Whose look comes when; the main leader's is the submission itself."""

    SECTION = "section", _("科室审核")
    DEPUTY = "deputy", _("分管领导")


class Routing(models.Model):
    """A proposal goes its round: 起草 → 科室 → 分管 → 主要领导."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="routings")
    round = models.PositiveSmallIntegerField()
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    """The leader before whom it lies at the end."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-round"]
        constraints = [models.UniqueConstraint(fields=["proposal", "round"], name="one_routing_a_round")]

    def __str__(self) -> str:
        return f"{self.proposal} ({self.round})"


class RouteStepQuerySet(models.QuerySet["RouteStep"]):
    def unanswered(self) -> Self:
        return self.filter(passing=None, returning=None, routing__withdrawal=None)

    def waiting(self) -> Self:
        """Those whose turn it is: nobody before them is still looking, and nobody has returned it."""
        before = RouteStep.objects.filter(routing=models.OuterRef("routing"), order__lt=models.OuterRef("order"))
        return self.unanswered().filter(~models.Exists(before.filter(passing=None)))


class RouteStep(models.Model):
    """One look on the way, by one person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    routing = models.ForeignKey(Routing, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    desk = models.CharField(max_length=8, choices=Desk.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = RouteStepQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["routing", "order"], name="one_look_a_place")]

    def __str__(self) -> str:
        return f"{self.get_desk_display()} {self.person}"


class StepPass(models.Model):
    """Looked at and passed on."""

    step = models.OneToOneField(RouteStep, on_delete=models.PROTECT, primary_key=True, related_name="passing")
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.step)


class StepReturn(models.Model):
    """Given back to whoever drafted it, with what to mend."""

    step = models.OneToOneField(RouteStep, on_delete=models.PROTECT, primary_key=True, related_name="returning")
    words = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.step)


class RoutingWithdrawal(models.Model):
    """Taken back by the desk while somebody was looking at it."""

    routing = models.OneToOneField(Routing, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.routing)


class Passage(models.TextChoices):
    """Where words can be marked."""

    TITLE = "title", _("标题")
    TEXT = "text", _("情况")
    WHY = "why", _("为什么")
    OPTIONS = "options", _("几个办法")
    STEPS = "steps", _("步骤和台账")
    MEASURE = "measure", _("怎样算办成")


class MarkedPassage(models.Model):
    """A remark tied to words of the paper, made by whoever returned it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="passages")
    step_return = models.ForeignKey(StepReturn, on_delete=models.PROTECT, null=True, related_name="passages")
    decision = models.ForeignKey("research.Decision", on_delete=models.PROTECT, null=True, related_name="passages")
    field = models.CharField(max_length=8, choices=Passage.choices)
    quote = models.CharField(max_length=300)
    remark = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step_return__isnull=False, decision=None) | Q(step_return=None, decision__isnull=False),
                name="a_mark_belongs_to_one_return",
            )
        ]

    def __str__(self) -> str:
        return f"“{self.quote}” {self.remark}"
