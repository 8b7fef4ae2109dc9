"""Short ways to an item in any state, made by the actions themselves."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sanxin.ledger.actions import acceptances, evidence, linkages, measures, progress, strike_offs
from sanxin.ledger.actions.items import open_item
from sanxin.ledger.models import Evidence, Item, Linkage, Measure, StrikeOff
from sanxin.people.models import Person
from tests.cast import Cast
from tests.conftest import NOW

DUE = date(2026, 11, 27)
"""Friday of the week after NOW: six working days."""


def item_for(cast: Cast, *, at: datetime = NOW, **changes: Any) -> Item:
    """竹坑村 bus, owned by the officer, opened by the head."""
    given = {
        "office": cast.department,
        "title": "竹坑村至镇区班车停运",
        "owner": cast.officer,
        "by": cast.head,
        "at": at,
        "due_on": DUE,
        "place": cast.village,
    }
    return open_item(**(given | changes))


def accepted(cast: Cast, **changes: Any) -> Item:
    item = item_for(cast, **changes)
    acceptances.accept(item, by=item.owner, at=NOW)
    return fresh(item)


def in_progress(cast: Cast, **changes: Any) -> Item:
    item = accepted(cast, **changes)
    progress.note_progress(item, by=item.owner, text="公交公司同意每日一班", at=NOW)
    return fresh(item)


def photo(name: str = "站牌.txt", text: str = "现场记录") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


def with_evidence(item: Item, *, by: Person | None = None) -> Evidence:
    return evidence.file_evidence(item, by=by or item.owner, upload=photo(), at=NOW, caption="竹坑村口站牌")


def measure_of(item: Item, cast: Cast, *, due_on: date = DUE, **changes: Any) -> Measure:
    given = {"by": item.owner, "what": "与公交公司商定班次", "due_on": due_on, "person": cast.officer, "at": NOW}
    return measures.add_measure(item, **(given | changes))


def linkage_of(item: Item, cast: Cast, **changes: Any) -> Linkage:
    given = {
        "unit": cast.transport,
        "by": item.owner,
        "asks": "赶集日第二班最早哪天能开？",
        "due_on": NOW.date() + timedelta(days=4),
        "contact": "运输科",
        "at": NOW,
    }
    return linkages.ask_linkage(item, **(given | changes))


def requested(cast: Cast, **changes: Any) -> Item:
    item = accepted(cast, **changes)
    with_evidence(item)
    strike_offs.request_strike_off(item, by=item.owner, account="赶集日两班、平日一班，已开", at=NOW)
    return fresh(item)


def struck_off(cast: Cast, **changes: Any) -> StrikeOff:
    item = requested(cast, **changes)
    return strike_offs.strike_off(item, by=cast.head, seen=item.version, method="on_site", at=NOW)


def fresh(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)
