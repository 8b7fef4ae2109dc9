from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.service.models.member import Member


class ErasureRule(models.TextChoices):
    """Why it was done."""

    LEFT = "left", _("离开名单满期限")
    WITHDRAWN = "withdrawn", _("本人收回同意")
    ASKED = "asked", _("科室负责人办的")


class Erasure(models.Model):
    """What was known of a member went: how much of it, never what or whose."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="erasure")
    rule = models.CharField(max_length=10, choices=ErasureRule.choices)
    notes = models.PositiveIntegerField(default=0)
    """Words about help and promises."""
    files = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    """Visits whose words about the household went too."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.member.number} {self.at:%Y-%m-%d}"
