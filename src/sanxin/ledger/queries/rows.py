"""Rows of the list: fifty items with their lights, departments and measures, in three queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.ledger.models import Item, Linkage, Measure
from sanxin.ledger.models.item import ItemQuerySet, code
from sanxin.ledger.queries.days import DaysLeft, light_at
from sanxin.ledger.rules.lights import Light
from sanxin.people.models.unit import DIVISIONS


@dataclass(frozen=True)
class Asked:
    """The departments of one item: names, how many, how many settled."""

    names: str = ""
    total: int = 0
    settled: int = 0

    @property
    def word(self) -> str:
        return _("{settled}/{total} 答").format(settled=self.settled, total=self.total)


@dataclass(frozen=True)
class Row:
    """An item as a list shows it."""

    pk: UUID
    code: str
    title: str
    where: str
    owner: str
    url: str
    light: Light
    due_on: date
    struck_off_on: date | None
    departments: Asked
    measures: int
    measures_done: int

    @property
    def day(self) -> str:
        """The deadline; for what is done the day it was struck off."""
        return f"{self.struck_off_on or self.due_on:%m-%d}"


class Columns(NamedTuple):
    """What a list reads of an item. As columns: with four model objects a row, reading took longer than drawing."""

    pk: UUID
    year: int
    number: int
    title: str
    stage: str
    due_on: date
    suspended_until: date | None
    struck_off_on: date | None
    place_text: str
    owner__name: str
    place__short_name: str | None
    place__name: str | None
    place__parent__short_name: str | None
    place__parent__name: str | None
    place__parent__level: str | None

    @property
    def where(self) -> str:
        division = self.place__parent__level in DIVISIONS
        town = None if division else self.place__parent__short_name or self.place__parent__name
        place = self.place__short_name or self.place__name
        return " ".join(part for part in (town, place, self.place_text) if part)


def page_rows(ids: Sequence[UUID], *, left: DaysLeft, today: date) -> list[Row]:
    """The rows of one page in its order. A page is found by ids first: an index alone knows them, however far back."""
    found = {row.pk: row for row in rows_of(Item.objects.filter(pk__in=ids), left=left, today=today)}
    return [found[pk] for pk in ids if pk in found]


def rows_of(items: ItemQuerySet, *, left: DaysLeft, today: date) -> list[Row]:
    """These items as rows, in their order."""
    read = [Columns(*columns) for columns in items.values_list(*Columns._fields)]
    ids = [item.pk for item in read]
    asked, planned = _departments(ids), _measures(ids)
    pattern = reverse("ledger:item", args=[UUID(int=0)])
    return [
        Row(
            pk=item.pk,
            code=code(item.year, item.number),
            title=item.title,
            where=item.where,
            owner=item.owner__name,
            url=pattern.replace(str(UUID(int=0)), str(item.pk)),  # fifty times reverse() is a tenth of the page
            light=light_at(item.stage, item.due_on, item.suspended_until, left=left, today=today),
            due_on=item.due_on,
            struck_off_on=item.struck_off_on,
            departments=asked.get(item.pk, Asked()),
            measures=planned.get(item.pk, (0, 0))[0],
            measures_done=planned.get(item.pk, (0, 0))[1],
        )
        for item in read
    ]


def _departments(ids: Iterable[UUID]) -> dict[UUID, Asked]:
    rows = Linkage.objects.filter(item_id__in=ids).order_by("at", "id")
    found: dict[UUID, list[tuple[str, bool]]] = defaultdict(list)
    for item_id, short, name, answer, hand_back in rows.values_list(
        "item_id", "unit__short_name", "unit__name", "answer", "hand_back"
    ):
        found[item_id].append((short or name, bool(answer or hand_back)))
    return {
        item_id: Asked(
            _("、").join(dict.fromkeys(name for name, _done in units)), len(units), sum(done for _, done in units)
        )
        for item_id, units in found.items()
    }


def _measures(ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    rows = Measure.objects.filter(item_id__in=ids).order_by().values("item_id")
    counted = rows.annotate(total=Count("pk"), finished=Count("pk", filter=Q(done__isnull=False)))
    return {row["item_id"]: (row["total"], row["finished"]) for row in counted}
