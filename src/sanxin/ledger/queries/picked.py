"""Items somebody ticked in the list, as one short value of an address."""

from collections.abc import Iterable
from uuid import UUID

from sanxin.ledger.models import Item
from sanxin.ledger.models.item import ItemQuerySet
from sanxin.people.models import Person

MOST = 200
"""The largest page of the list; more would not fit into an address either."""


def joined(ids: Iterable[str]) -> str:
    """`0190…af.0190…b2`, without what is no id."""
    return ".".join(pk.hex for pk in ids_in(".".join(ids)))


def ids_in(value: str) -> list[UUID]:
    found = []
    for part in value.split(".")[:MOST]:
        try:
            found.append(UUID(part))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def picked_by(person: Person, value: str) -> ItemQuerySet:
    """Those of them the person may see, in the order of the ledger."""
    return Item.objects.visible_by_id_to(person).filter(pk__in=ids_in(value)).order_by("year", "number")
