from typing import Self

from django.db import models
from django.db.models import F, Q

from sanxin.kernel.ids import new_id
from sanxin.ledger.models.department_act import DepartmentAct
from sanxin.ledger.models.linkage import Linkage
from sanxin.people.models import Person


class LinkageExtensionQuerySet(models.QuerySet["LinkageExtension"]):
    def undecided(self) -> Self:
        return self.filter(decision=None)


class LinkageExtension(DepartmentAct):
    """The department asks for more time, before the day it was given."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    linkage = models.ForeignKey(Linkage, on_delete=models.PROTECT, related_name="extensions", db_index=False)
    order = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    """The day it was given when it asked."""
    wanted_on = models.DateField()
    reason = models.CharField(max_length=300)

    objects = LinkageExtensionQuerySet.as_manager()

    class Meta(DepartmentAct.Meta):
        ordering = ["order"]
        constraints = [
            *DepartmentAct.Meta.constraints,
            models.UniqueConstraint(fields=["linkage", "order"], name="one_linkage_extension_a_place"),
            models.CheckConstraint(condition=Q(wanted_on__gt=F("due_on")), name="linkage_extension_is_later"),
        ]

    def __str__(self) -> str:
        return self.reason


class LinkageExtensionDecision(models.Model):
    """Whoever asked the department granted or refused it."""

    request = models.OneToOneField(
        LinkageExtension, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    granted = models.BooleanField()
    due_on = models.DateField()
    """The day after it: another one if granted, the same if refused."""
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request} · {self.due_on}"
