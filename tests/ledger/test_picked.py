"""Several items at once, by ticking them in the list."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions.co_operations import join_unit
from sanxin.ledger.models import CoOperation, Item
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import item_for, struck_off

ClientOf = Callable[[Person], Client]


def go(client: Client, what: str, *items: Item) -> str:
    answer = client.post(reverse("ledger:picked"), {"do": what, "item": [str(item.pk) for item in items]})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_a_unit_works_along(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    join_unit(item, unit=cast.transport, by=cast.officer, at=now)

    assert CoOperation.objects.get(item=item).unit == cast.transport
    assert timeline(item.id)[0].text == "请市交通运输局协办"


def test_not_twice_not_ones_own_office_not_after_the_end_not_by_others(cast: Cast, now: datetime) -> None:
    item = item_for(cast)
    join_unit(item, unit=cast.transport, by=cast.head, at=now)

    for target, unit, words in (
        (item, cast.transport, "已经在协办"),
        (item, cast.department, "不用再列为协办"),
        (struck_off(cast).item, cast.transport, "已经销号"),
    ):
        with pytest.raises(Refused, match=words):
            join_unit(target, unit=unit, by=cast.head, at=now)
    with pytest.raises(NotAllowed):
        join_unit(item_for(cast), unit=cast.transport, by=cast.colleague, at=now)


def test_each_ticked_item_is_one_verb_and_a_refusal_stands_beside_its_row(
    cast: Cast, now: datetime, client_of: ClientOf
) -> None:
    first, second, done = item_for(cast, title="护栏"), item_for(cast, title="路灯"), struck_off(cast).item
    join_unit(second, unit=cast.transport, by=cast.head, at=now)
    client = client_of(cast.head)
    url = go(client, "join", first, second, done)
    assert "护栏" in client.get(url).text
    before = Event.objects.count()

    page = client.post(url, {"unit": cast.transport.pk, "once": "j1"})

    assert [bool(why) for _item, why in page.context["results"]] == [False, True, True]
    assert "3 件里设好了 1 件" in page.text
    assert "已经在协办了" in page.text
    assert Event.objects.count() == before + 1
    client.post(url, {"unit": cast.transport.pk, "once": "j1"})
    assert CoOperation.objects.count() == 2


def test_only_these_are_listed_exported_and_printed(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    first, second = item_for(cast, title="护栏"), struck_off(cast, title="路灯").item
    item_for(cast, title="水渠")
    client = client_of(cast.officer)

    listed = client.get(go(client, "list", first, second))
    printed = client.get(go(client, "print", first, second)).text
    answer = client.get(go(client, "xlsx", first, second))
    book = load_workbook(BytesIO(b"".join(answer)))  # type: ignore[arg-type]

    assert {row.pk for row in listed.context["rows"]} == {first.pk, second.pk}
    assert "选中的 2 件" in listed.text
    assert ("护栏" in printed, "路灯" in printed, "水渠" in printed) == (True, True, False)
    codes = {cell.value for row in book.active.iter_rows() for cell in row} & {"2026-0001", "2026-0002", "2026-0003"}  # type: ignore[union-attr]
    assert codes == {first.code, second.code}


def test_nothing_ticked_is_said_and_strangers_items_are_not_found(
    cast: Cast, now: datetime, client_of: ClientOf
) -> None:
    item = item_for(cast)

    assert go(client_of(cast.officer), "print") == reverse("ledger:items")
    stranger = client_of(cast.stranger)
    for what in ("print", "join"):
        assert stranger.get(go(stranger, what, item)).status_code == 404
    assert stranger.post(reverse("ledger:picked"), {"do": "burn", "item": str(item.pk)}).status_code == 404


def test_a_tick_box_stands_before_each_row(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = item_for(cast, title="<b>护栏")

    page = client_of(cast.officer).get(reverse("ledger:items")).text

    assert f'value="{item.pk}" form="picked"' in page
    assert "<b>护栏" not in page
