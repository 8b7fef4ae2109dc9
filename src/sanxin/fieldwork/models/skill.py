from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.service.models import NeedKind


class SkillQuerySet(models.QuerySet["Skill"]):
    def in_use(self) -> Self:
        return self.filter(retirement=None)


class Skill(models.Model):
    """专长: what somebody who keeps contact knows, in a word. An office has its own short list, empty to begin with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField(default=0)
    kinds = models.ManyToManyField(NeedKind, related_name="+", blank=True)
    """Members with one of these kinds of need are given to somebody who has the skill."""

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="one_skill_a_name")]

    def __str__(self) -> str:
        return self.name


class SkillRetirement(models.Model):
    """Neither offered nor counted any more; who has it keeps it."""

    skill = models.OneToOneField(Skill, on_delete=models.PROTECT, primary_key=True, related_name="retirement")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.skill)


class VillageNeed(models.Model):
    """Whoever keeps contact with this village must have this skill, says an office."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="villages")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["skill__order", "id"]
        constraints = [models.UniqueConstraint(fields=["skill", "village"], name="one_need_a_village_and_skill")]

    def __str__(self) -> str:
        return f"{self.village} {self.skill}"
