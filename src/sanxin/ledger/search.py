"""What the search finds of the ledger."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.ledger.models import Item
from sanxin.ledger.queries.findable import entry_of
from sanxin.ledger.rules.stages import LABELS, Stage
from sanxin.people.models import Person


def visible(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    """Of these items, those the person may see."""
    rows = Item.objects.visible_by_id_to(person).filter(pk__in=ids).select_related("owner", "place__parent")
    return {item.id: _hit(item) for item in rows}


def everything() -> Iterator[Entry]:
    """All items anew, for the index."""
    for item in Item.objects.select_related("place__parent").iterator(chunk_size=1000):
        yield entry_of(item)


def _hit(item: Item) -> Hit:
    meta = " · ".join(str(part) for part in (LABELS[Stage(item.stage)], item.owner, item.where) if part)
    return Hit(title=f"{item.code} {item.title}", url=reverse("ledger:item", args=[item.id]), meta=meta)


register_kind("ledger.item", label=_("台账"), visible=visible, everything=everything)
