"""今日: derived from rows, most urgent first, one main action each."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from sanxin.ledger.actions import acceptances, items
from sanxin.people.models import Person
from sanxin.web.queries.today import today_of
from tests.cast import Cast

ClientOf = Callable[[Person], Client]


def opened(cast: Cast, now: datetime, title: str, due: date, owner: Person | None = None) -> items.Item:
    return items.open_item(
        office=cast.department, title=title, owner=owner or cast.officer, by=cast.head, at=now, due_on=due
    )


def test_what_i_am_asked_to_take_on_waits_for_me(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    opened(cast, now, "竹坑村至镇区班车停运", date(2026, 12, 1))

    page = client_of(cast.officer).get("/").content.decode()

    assert "竹坑村至镇区班车停运" in page
    assert "等我认领的" in page
    assert "等我办的 1 件" in page


def test_nothing_is_stored_so_done_is_gone(cast: Cast, now: datetime) -> None:
    item = opened(cast, now, "护栏缺损", date(2026, 12, 1))
    assert [part.key for part in today_of(cast.officer, now.date())] == ["accept"]

    acceptances.accept(item, by=cast.officer, at=now)

    assert "accept" not in [part.key for part in today_of(cast.officer, now.date())]


def test_the_most_urgent_stands_first(cast: Cast, now: datetime) -> None:
    for title, day in (("后", 20), ("先", 2), ("中", 9)):
        opened(cast, now, title, date(2026, 12, day))

    [accept] = today_of(cast.officer, now.date())

    assert [row.title for row in accept.rows] == ["先", "中", "后"]


def test_a_colleague_does_not_see_what_waits_for_me(cast: Cast, now: datetime) -> None:
    opened(cast, now, "护栏缺损", date(2026, 12, 1))

    assert today_of(cast.colleague, now.date()) == []


def test_an_empty_day_says_what_will_come(cast: Cast, client_of: ClientOf) -> None:
    page = client_of(cast.colleague).get("/").content.decode()

    assert "没有等着您办的事" in page
    assert "都会自己到这一页来" in page


@pytest.mark.parametrize(("who", "where"), [("administrator", "/people/persons/"), ("auditor", "/people/trail/")])
def test_who_has_no_work_in_the_ledger_goes_to_their_own_page(
    cast: Cast, client_of: ClientOf, who: str, where: str
) -> None:
    answer = client_of(getattr(cast, who)).get("/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == where


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, now: datetime, client_of: ClientOf, count: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(count):
        opened(cast, now, f"第 {number} 件", date(2026, 12, 1))
    client = client_of(cast.officer)
    client.get("/")

    with django_assert_max_num_queries(46):
        client.get("/")
