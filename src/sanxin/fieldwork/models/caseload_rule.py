from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from sanxin.fieldwork.models.caseload_plan import CaseloadPlan
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.service.models import Member


class PairRule(models.Model):
    """Settled beforehand, with a reason: this officer and this village or member must, or must never, come together."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(CaseloadPlan, on_delete=models.CASCADE, related_name="rules")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    must = models.BooleanField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(village=None, member__isnull=False) | Q(village__isnull=False, member=None),
                name="pair_rule_of_one_thing",
            ),
            models.UniqueConstraint(fields=["plan", "village"], condition=Q(must=True), name="one_must_a_village"),
            models.UniqueConstraint(fields=["plan", "member"], condition=Q(must=True), name="one_must_a_member"),
            models.UniqueConstraint(fields=["plan", "person", "village"], name="one_rule_a_village"),
            models.UniqueConstraint(fields=["plan", "person", "member"], name="one_rule_a_member"),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def target_id(self) -> UUID:
        found = self.village_id or self.member_id
        assert found is not None, "the database says so"
        return found
