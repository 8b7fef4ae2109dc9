"""Short ways to departments that were asked, with and without a link."""

from datetime import datetime
from typing import Any

from sanxin.kernel.ids import new_id
from sanxin.ledger.actions.links import Issued, issue_link
from sanxin.ledger.models import Item, Linkage
from sanxin.people.models import Level, Unit
from tests.cast import Cast, unit
from tests.conftest import NOW
from tests.ledger.builders import accepted, linkage_of


def water(cast: Cast) -> Unit:
    """市水利局: nobody there has an account."""
    found = Unit.objects.filter(code="360281-SLJ").first()
    return found or unit("360281-SLJ", "市水利局", Level.OFFICE, cast.county)


def asked_water(cast: Cast, **changes: Any) -> Linkage:
    return linkage_of(accepted(cast), cast, **({"unit": water(cast), "contact": "农水科"} | changes))


def linked(cast: Cast, *, linkage: Linkage | None = None, days: int = 30, at: datetime = NOW) -> Issued:
    """A link for the water bureau, given out by the officer."""
    return issue_link(linkage or asked_water(cast), holder="市水利局 黎春生", days=days, by=cast.officer, at=at)


def key() -> dict[str, str]:
    return {"once": str(new_id())}


def item_of(linkage: Linkage) -> Item:
    return Item.objects.get(pk=linkage.item_id)
