from django.db import models

from sanxin.fieldwork.models.caseload_plan import CaseloadPlan
from sanxin.fieldwork.models.skill import Skill
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class PlanOfficer(models.Model):
    """Somebody takes part in a plan: where they set out from, where they come from, how much they can take."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(CaseloadPlan, on_delete=models.CASCADE, related_name="officers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The township or village they set out from; nothing: where their unit is."""
    home = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The village they come from: never their own to keep contact with."""
    skills = models.ManyToManyField(Skill, related_name="+", blank=True)
    max_villages = models.PositiveSmallIntegerField(null=True, blank=True)
    max_members = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["person__name", "person__staff_number"]
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="one_officer_a_plan")]

    def __str__(self) -> str:
        return str(self.person)

    def bounds(self) -> tuple[int, int, int, int]:
        """Fewest and most villages, fewest and most members. Ask for the plan beforehand."""
        plan = self.plan
        most_villages = plan.max_villages if self.max_villages is None else self.max_villages
        most_members = plan.max_members if self.max_members is None else self.max_members
        return min(plan.min_villages, most_villages), most_villages, min(plan.min_members, most_members), most_members
