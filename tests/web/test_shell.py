"""The shell's own pages: search, manual, more, health; and the errors."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from sanxin.ledger.actions import items
from sanxin.people.models import Person
from sanxin.web.views import errors, manual
from tests.cast import Cast

ClientOf = Callable[[Person], Client]


def test_search_finds_what_one_may_see(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    items.open_item(
        office=cast.department,
        title="竹坑村路灯不亮",
        owner=cast.officer,
        by=cast.head,
        at=now,
        due_on=date(2026, 12, 1),
    )

    mine = client_of(cast.officer).get("/search/", {"q": "路灯"}).content.decode()
    theirs = client_of(cast.stranger).get("/search/", {"q": "路灯"}).content.decode()

    assert "<mark>路灯</mark>" in mine
    assert "没有找到" in theirs


@pytest.mark.parametrize("words", ["", "   ", "<script>", "'; DROP TABLE", "字" * 500, "%"])
def test_whatever_is_searched_for_the_page_answers(cast: Cast, client_of: ClientOf, words: str) -> None:
    answer = client_of(cast.officer).get("/search/", {"q": words})

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace("<script src", "")


def test_a_nul_is_turned_away_before_the_database_sees_it(cast: Cast, client_of: ClientOf) -> None:
    assert client_of(cast.officer).get("/search/", {"q": "\x00"}).status_code == 400


def test_the_manual_is_read_from_its_folder(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)

    for slug, title in manual._titles():
        page = client.get(f"/help/{slug}/")
        assert page.status_code == 200
        assert title in page.content.decode()
    assert client.get("/help/no-such-page/").status_code == 404


def test_more_is_the_menu_as_a_page(cast: Cast, client_of: ClientOf) -> None:
    page = client_of(cast.officer).get("/more/").content.decode()

    assert all(word in page for word in ("台账", "问题台", "欠人家的回话", "手册"))


def test_the_menu_shows_only_what_a_role_opens(cast: Cast, client_of: ClientOf) -> None:
    leader = client_of(cast.leader).get("/more/").content.decode()
    handler = client_of(cast.handler).get("/more/").content.decode()
    auditor = client_of(cast.auditor).get("/more/").content.decode()

    assert "/service/voices/" not in leader
    assert "/research/" not in handler
    assert "/people/trail/" in auditor
    assert "/ledger/" not in auditor


def test_on_a_phone_an_administrator_has_tabs_too(cast: Cast, client_of: ClientOf) -> None:
    page = client_of(cast.administrator).get("/people/persons/").content.decode()

    tabs = page[page.index('class="sx-tabbar"') :]
    assert tabs.index("人员") < tabs.index("单位") < tabs.index("更多")


@pytest.mark.django_db
def test_the_watchdog_needs_no_account(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.parametrize(("trouble", "status"), [(OperationalError("disk is full"), 503), (ValueError("x"), 500)])
def test_trouble_with_the_disk_says_that_nothing_was_stored(trouble: Exception, status: int) -> None:
    try:
        raise trouble
    except type(trouble):
        answer = errors.server_error(RequestFactory().get("/ledger/"))

    assert answer.status_code == status
    if status == 503:
        assert "没有保存" in answer.content.decode()
        assert answer.headers["Retry-After"] == "30"
