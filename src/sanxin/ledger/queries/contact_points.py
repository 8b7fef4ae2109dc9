"""联系点 as a list, and the departments a village's items suggest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.ledger.models import ContactPoint, Item
from sanxin.ledger.models.contact_point import ContactPointQuerySet
from sanxin.ledger.queries.filters import identity
from sanxin.people.models import Level, Person

HEADS: tuple[StrOrPromise, ...] = (
    gettext_lazy("乡镇"),
    pgettext_lazy("place", "村"),
    gettext_lazy("联系单位"),
    gettext_lazy("联系任务"),
    gettext_lazy("起"),
    gettext_lazy("止"),
)


@dataclass(frozen=True)
class Wanted:
    person: Person
    today: date
    params: QueryDict

    @property
    def past(self) -> bool:
        """Those that are over as well."""
        return bool(self.params.get("past"))

    def rows(self) -> ContactPointQuerySet:
        rows = ContactPoint.objects.visible_to(self.person).with_names()
        if not self.past:
            rows = rows.filter(Q(until=None) | Q(until__gte=self.today))
        if unit := self.params.get("unit", ""):
            rows = rows.filter(unit_id=identity(unit))
        if town := self.params.get("town", ""):
            rows = rows.filter(Q(village_id=identity(town)) | Q(village__parent_id=identity(town)))
        for word in self.params.get("q", "").split()[:5]:
            rows = rows.filter(Q(village__name__contains=word) | Q(unit__name__contains=word) | Q(task__contains=word))
        return rows


def cells_of(rows: ContactPointQuerySet) -> Iterator[tuple[Any, ...]]:
    for row in rows.iterator(chunk_size=2000):
        yield (str(row.village.parent or ""), str(row.village), str(row.unit), row.task, row.since, row.until)


def suggested_for(item: Item, today: date) -> list[ContactPoint]:
    """Who helps the village of an item, or a village of its township, and is not its own office."""
    if item.place is None:
        return []
    where: dict[str, UUID] = {"village": item.place.id}
    if item.place.level == Level.TOWNSHIP:
        where = {"village__parent": item.place.id}
    rows = ContactPoint.objects.on(today).filter(**where).exclude(unit=item.office_id)
    return list(rows.with_names()[:12])
