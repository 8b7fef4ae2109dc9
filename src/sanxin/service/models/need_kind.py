from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.service.rules.needs import STANDARD


class NeedKindQuerySet(models.QuerySet["NeedKind"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.desk_offices)

    def in_use(self) -> Self:
        return self.filter(retirement=None)


class NeedKind(models.Model):
    """困难类型: what makes life hard, in a word. An office has its own list; the need in words is the member's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=16, blank=True)
    """Of those every office starts with; they speak the reader's language."""
    name = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField(default=0)

    objects = NeedKindQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="one_kind_of_need_a_name")]

    def __str__(self) -> str:
        return str(STANDARD.get(self.code, self.name))

    @property
    def key(self) -> str:
        """What forms and addresses call it."""
        return self.code or self.name


class NeedKindRetirement(models.Model):
    """Not offered any more; members who have it keep it."""

    kind = models.OneToOneField(NeedKind, on_delete=models.PROTECT, primary_key=True, related_name="retirement")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.kind)
