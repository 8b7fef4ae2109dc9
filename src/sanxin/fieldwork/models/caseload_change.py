from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.fieldwork.models.caseload_plan import CaseloadPlan
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person


class ChangeKind(models.TextChoices):
    MOVE = "move", _("换人")
    SWAP = "swap", _("对调")
    FIX = "fix", _("定住")
    FREE = "free", _("放开")


class PlanChange(models.Model):
    """A plan was adjusted by hand: what it cost, and how things stood, so that it can be taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(CaseloadPlan, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    round = models.PositiveIntegerField()
    """The working out it belongs to; the next one settles it."""
    kind = models.CharField(max_length=6, choices=ChangeKind.choices)
    km = models.FloatField(default=0.0)
    """What it adds to the plan, in kilometres; below zero it saves."""
    steps = models.JSONField()
    """For each pair: who had it and who has it, and whether it was fixed, as ids."""
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_change_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"
