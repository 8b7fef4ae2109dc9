from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from sanxin.kernel.ids import new_id
from sanxin.kernel.roles import LABELS, Role
from sanxin.people.models.person import Person
from sanxin.people.models.unit import Unit


class PostQuerySet(models.QuerySet["Post"]):
    def not_over(self, day: date) -> Self:
        """Held on that day or to be held later."""
        return self.filter(Q(until=None) | Q(until__gte=day))

    def on(self, day: date) -> Self:
        """Posts held on that day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Post(models.Model):
    """A person holds a role at a unit from a day to a day (both included)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=[(role.value, label) for role, label in LABELS.items()])
    title = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="post_ends_after_start"),
            models.UniqueConstraint(fields=["person", "unit", "role", "since"], name="one_post_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit} · {Role(self.role).label}"
