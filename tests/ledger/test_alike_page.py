"""An item's page shows how the own office solved the like before."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import in_progress, item_for, linkage_of, struck_off
from tests.ledger.test_alike import solved

ClientOf = Callable[[Person], Client]
HTMX = {"HX-Request": "true"}


def test_the_page_asks_for_it_once_it_is_open(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    before = solved(cast, "村道路灯缺亮 6 盏", note="夜里去看过，全亮")
    item = item_for(cast, title="村口路灯不亮")
    client, part = client_of(cast.officer), reverse("ledger:item_alike", args=[item.pk])
    assert f'hx-get="{part}"' in client.get(reverse("ledger:item", args=[item.pk])).text

    shown = client.get(part, headers=HTMX).text

    for said in (f"{before.code} 村道路灯缺亮 6 盏", "夜里去看过，全亮", "换灯头 6 盏", "10 个工作日"):
        assert said in shown, said
    assert "<html" not in shown
    assert before.code in client.get(part).text  # without scripts it is a page


def test_nothing_alike_leaves_no_empty_box(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    solved(cast, "自来水水压不足")
    part = reverse("ledger:item_alike", args=[item_for(cast, title="村口路灯不亮").pk])

    assert client_of(cast.officer).get(part, headers=HTMX).text.strip() == ""
    assert "还没有办成过相近的。" in client_of(cast.officer).get(part).text


def test_what_is_done_compares_itself_with_nothing(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    done = solved(cast, "村道路灯缺亮 6 盏")
    page = reverse("ledger:item_alike", args=[done.pk])

    assert "hx-get" not in client_of(cast.officer).get(reverse("ledger:item", args=[done.pk])).text
    assert "还没有办成过相近的。" in client_of(cast.officer).get(page).text


@pytest.mark.parametrize(("who", "status"), [("handler", 403), ("stranger", 404)])
def test_other_offices_do_not_read_it(cast: Cast, now: datetime, client_of: ClientOf, who: str, status: int) -> None:
    solved(cast, "村道路灯缺亮 6 盏")
    item = in_progress(cast, title="村口路灯不亮")
    linkage_of(item, cast)
    client = client_of(getattr(cast, who))

    assert client.get(reverse("ledger:item_alike", args=[item.pk]), headers=HTMX).status_code == status
    assert "以前怎么办成的" not in client.get(reverse("ledger:item", args=[item.pk])).text


@pytest.mark.parametrize("before", [3, 30])
def test_many_done_before_ask_no_more(
    cast: Cast, now: datetime, client_of: ClientOf, before: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(before):
        struck_off(cast, title="村道路灯缺亮")
    part = reverse("ledger:item_alike", args=[item_for(cast, title="村口路灯不亮").pk])
    client = client_of(cast.officer)
    client.get(part, headers=HTMX)

    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert client.get(part, headers=HTMX).text.count("<li>") == 3
