from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def visible_to(self, person: Person) -> Self:
        """Who helps which village is no secret inside a county."""
        return self.filter(village__county__in=person.sight.counties)

    def on(self, day: date) -> Self:
        return self.filter(Q(since__lte=day), Q(until=None) | Q(until__gte=day))

    def with_names(self) -> Self:
        return self.select_related("village__parent", "unit")


class ContactPoint(models.Model):
    """扶贫联系点: a department helps a village for a time, with a task."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    task = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["village__path", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "unit"], condition=Q(until=None), name="one_open_contact_point_a_pair"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="contact_point_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village} · {self.unit}"

    def is_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or self.until >= day)
