"""What the search finds of the ledger."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.ledger.models import Evidence, Item
from sanxin.ledger.queries.findable import DOCUMENT, entry_of, entry_of_file, title_of_file
from sanxin.ledger.rules.stages import LABELS, Stage
from sanxin.people.models import Person
from sanxin.people.models.unit import place_columns

SHOWN = ("year", "number", "title", "stage", "place_text", "owner__name", *place_columns("place"))
"""What of an item a result says; without its long texts."""


def visible(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    """Of these items, those the person may see."""
    rows = Item.objects.visible_by_id_to(person).filter(pk__in=ids).order_by().select_related("owner", "place__parent")
    return {item.id: _hit(item) for item in rows.only(*SHOWN)}


def everything() -> Iterator[Entry]:
    """All items anew, for the index."""
    for item in Item.objects.select_related("place__parent").iterator(chunk_size=1000):
        yield entry_of(item)


def _hit(item: Item) -> Hit:
    meta = " · ".join(str(part) for part in (LABELS[Stage(item.stage)], item.owner, item.where) if part)
    return Hit(title=f"{item.code} {item.title}", url=reverse("ledger:item", args=[item.id]), meta=meta)


register_kind("ledger.item", label=_("台账"), visible=visible, everything=everything)


SHOWN_OF_FILE = (
    "at",
    "caption",
    "attachment__name",
    "item__year",
    "item__number",
    "item__title",
    "by__name",
    "link__holder",
)


def visible_files(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    """Of these files, those filed for an item the person may see."""
    rows = (
        Evidence.objects.visible_to(person)
        .filter(pk__in=ids)
        .order_by()
        .select_related("attachment", "item", "by", "link")
    )
    return {row.id: _file_hit(row) for row in rows.only(*SHOWN_OF_FILE)}


def every_file() -> Iterator[Entry]:
    for row in Evidence.objects.select_related("attachment", "item").iterator(chunk_size=1000):
        yield entry_of_file(row)


def _file_hit(row: Evidence) -> Hit:
    """The file where it hangs: on the item's page, with who filed it and when."""
    url = reverse("ledger:item", args=[row.item_id]) + "#evidence"
    day = f"{timezone.localtime(row.at):%Y-%m-%d}"
    return Hit(title=title_of_file(row), url=url, meta=f"{row.item.code} {row.item.title} · {row.who} · {day}")


register_kind(DOCUMENT, label=_("材料"), visible=visible_files, everything=every_file)
