"""Rows of the list: fifty items with their lights, departments and measures, in three queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.ledger.models import Item, Linkage, Measure
from sanxin.ledger.models.item import ItemQuerySet
from sanxin.ledger.queries.days import DaysLeft, light_of
from sanxin.ledger.rules.lights import Light


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
    item: Item
    url: str
    light: Light
    departments: Asked
    measures: int
    measures_done: int

    @property
    def day(self) -> str:
        """The deadline; for what is done the day it was struck off."""
        return f"{self.item.struck_off_on or self.item.due_on:%m-%d}"


def with_names(items: ItemQuerySet) -> ItemQuerySet:
    """Only the columns a list shows: no long texts, no telephone numbers to decrypt."""
    return items.select_related("owner", "place__parent").only(
        *("year", "number", "title", "place_text", "stage", "due_on", "suspended_until", "struck_off_on"),
        *("kind", "urgency", "version", "owner__name", "section_id", "office_id"),
        *("place__name", "place__short_name", "place__level"),
        *("place__parent__name", "place__parent__short_name", "place__parent__level"),
    )


def page_rows(ids: Sequence[UUID], *, left: DaysLeft, today: date) -> list[Row]:
    """The rows of one page in its order. A page is found by ids first: an index alone knows them, however far back."""
    found = {item.pk: item for item in with_names(Item.objects.filter(pk__in=ids))}
    return rows_of([found[pk] for pk in ids if pk in found], left=left, today=today)


def rows_of(items: Sequence[Item], *, left: DaysLeft, today: date) -> list[Row]:
    ids = [item.pk for item in items]
    asked, planned = _departments(ids), _measures(ids)
    pattern = reverse("ledger:item", args=[UUID(int=0)])
    return [
        Row(
            item=item,
            url=pattern.replace(str(UUID(int=0)), str(item.pk)),  # fifty times reverse() is a tenth of the page
            light=light_of(item, left=left, today=today),
            departments=asked.get(item.pk, Asked()),
            measures=planned.get(item.pk, (0, 0))[0],
            measures_done=planned.get(item.pk, (0, 0))[1],
        )
        for item in items
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
