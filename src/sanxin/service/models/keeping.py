from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class KeepingQuerySet(models.QuerySet["Keeping"]):
    def on(self, day: date) -> Self:
        """Rows that hold on that day. Of several about one village or member the first `in_order()` counts."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def in_order(self) -> Self:
        """Whoever stands in goes before the one they stand in for; else what began, and was said, last."""
        base = Case(When(stands_in_for=None, then=Value(1)), default=Value(0))
        return self.order_by(base, "-since", "-at", "-id")


class Keeping(models.Model):
    """From a day on somebody keeps contact with a village, or with a member in difficulty.

    The one truth of who keeps contact on any day, past or to come: plans, handovers and section heads add rows, nobody
    rewrites them; only a stand-in's last day moves when the other one is back earlier. `Member.contact` is what these
    rows say today, kept beside them because lists and sight ask for it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    """Whose contact it is: two departments may each keep contact with one village."""
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(
        "service.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="keepings", db_index=False
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Nobody: from that day on nobody does."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """Last day of somebody who stands in; open while it is not known."""
    stands_in_for = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_id = models.UUIDField(null=True, blank=True, editable=False)
    """The plan or the handover it came with; nothing: a section head named them."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = KeepingQuerySet.as_manager()

    class Meta:
        ordering = ["since", "at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(village=None, member__isnull=False) | Q(village__isnull=False, member=None),
                name="keeping_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="keeping_ends_after_start"),
            models.CheckConstraint(
                condition=Q(stands_in_for=None, until=None) | Q(stands_in_for__isnull=False, person__isnull=False),
                name="only_stand_ins_end",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "since"], name="keepings_of_a_member"),  # whose contact on a day
            models.Index(fields=["office", "village", "since"], name="keepings_of_a_village"),
            models.Index(fields=["person", "member"], name="keepings_of_somebody"),  # one's own list
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.since:%Y-%m-%d}"
