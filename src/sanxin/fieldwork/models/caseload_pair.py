from __future__ import annotations

from collections.abc import Sequence
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sanxin.fieldwork.models.caseload_plan import CaseloadPlan
from sanxin.fieldwork.models.caseload_rule import PairRule
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.service.models import Member


class PairReason(models.TextChoices):
    """Why somebody was chosen, as the engine says it, or a person."""

    FIXED = "fixed", _("指定的")
    KEPT = "kept", _("沿用上年")
    OWN_VILLAGE = "own_village", _("住在所联系的村")
    NEAREST = "nearest", _("离得最近")
    BALANCE = "balance", _("为了大家都均衡")
    BY_HAND = "by_hand", _("人工调整")


class PlanPairQuerySet(models.QuerySet["PlanPair"]):
    def villages(self) -> Self:
        return self.filter(member=None).order_by("village__path")

    def members(self) -> Self:
        return self.exclude(member=None).order_by("member__village__path", "member__noted_at", "member_id")

    def kept(self) -> Self:
        return self.filter(person=F("before"))

    def moved(self) -> Self:
        return self.exclude(person=None).exclude(before=None).exclude(person=F("before"))

    def fresh(self) -> Self:
        """Nobody kept contact before."""
        return self.filter(before=None, person__isnull=False)

    def unserved(self) -> Self:
        return self.filter(person=None)

    def with_fixed(self) -> Self:
        """Whether the next working out holds on to it, as `is_fixed`."""
        same = Q(village=OuterRef("village")) | Q(member=OuterRef("member"))
        return self.annotate(is_fixed=Exists(PairRule.objects.filter(same, plan=OuterRef("plan"), must=True)))

    def with_names(self) -> Self:
        return self.select_related("person", "before", "next_best", "village__parent", "member__village__parent")


class PlanPair(models.Model):
    """One village or member of a plan and the officer it goes to; nobody, and what prevents it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(CaseloadPlan, on_delete=models.CASCADE, related_name="pairs")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    before = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who kept contact when the plan was worked out."""
    km = models.FloatField(null=True, blank=True)
    """As the crow flies."""
    reason = models.CharField(max_length=12, choices=PairReason.choices, blank=True)
    next_best = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    next_km = models.FloatField(null=True, blank=True)
    """What giving it to the next best would add at least, in kilometres."""
    hindered = models.JSONField(default=list, blank=True)
    """Rules that leave it without anybody, each with how many officers it excludes."""

    met: Sequence[str] = ()
    lacking: Sequence[str] = ()
    """Skills it needs which its officer has, and has not: told by `queries.skills` where they are shown."""

    objects = PlanPairQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(village=None, member__isnull=False) | Q(village__isnull=False, member=None),
                name="plan_pair_of_one_thing",
            ),
            models.UniqueConstraint(fields=["plan", "village"], name="one_pair_a_village"),
            models.UniqueConstraint(fields=["plan", "member"], name="one_pair_a_member"),
        ]
        indexes = [models.Index(fields=["plan", "person"], name="pairs_of_an_officer")]

    def __str__(self) -> str:
        return str(self.village or self.member)

    @property
    def target_id(self) -> UUID:
        found = self.village_id or self.member_id
        assert found is not None, "the database says so"
        return found

    @property
    def place(self) -> Unit:
        """The village itself, or the one the member lives in. Ask for `with_names()` beforehand."""
        place = self.village or (self.member.village if self.member else None)
        assert place is not None, "the database says so"
        return place

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村"""
        town = self.place.parent
        return f"{town} {self.place}" if town is not None and not town.is_division else str(self.place)

    @property
    def change(self) -> str:
        """kept, moved, new, or nobody."""
        if self.person_id is None:
            return "nobody"
        if self.before_id is None:
            return "new"
        return "kept" if self.before_id == self.person_id else "moved"
