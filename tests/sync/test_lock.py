"""The PIN of a phone: what the server has to do with it."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.sync.phones import SignIn


def just_signed_in(client: Client) -> Client:
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def rescued(client: Client, name: str) -> str:
    answer = client.get(f"/sync/lock/rescue/?lock={name}")
    assert answer["Cache-Control"] == "no-store"
    found = re.search(r'data-spare="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


@pytest.fixture
def office(cast: Cast, client_of: SignIn) -> dict[str, Any]:
    answer = client_of(cast.officer).post("/sync/lock/spare/")
    assert answer["Cache-Control"] == "no-store"
    told: dict[str, Any] = answer.json()
    return told


def test_the_spare_key_comes_again_after_a_fresh_sign_in(cast: Cast, client_of: SignIn, office: dict[str, Any]) -> None:
    assert rescued(just_signed_in(client_of(cast.officer)), office["lock"]) == office["key"]


def test_every_lock_has_a_key_of_its_own(cast: Cast, client_of: SignIn, office: dict[str, Any]) -> None:
    assert client_of(cast.officer).post("/sync/lock/spare/").json()["key"] != office["key"]


def test_a_session_of_this_morning_is_asked_who_it_is(cast: Cast, client_of: SignIn, office: dict[str, Any]) -> None:
    answer = client_of(cast.officer).get(f"/sync/lock/rescue/?lock={office['lock']}")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/reauthenticate/")


def test_nobody_else_gets_it(cast: Cast, client_of: SignIn, office: dict[str, Any]) -> None:
    assert rescued(just_signed_in(client_of(cast.colleague)), office["lock"]) != office["key"]


def test_the_page_of_the_pin_holds_nothing_of_anybody(cast: Cast, client: Client, client_of: SignIn) -> None:
    for somebody in (client, client_of(cast.officer)):
        page = somebody.get("/sync/lock/").content.decode()
        assert "手机口令" in page
        assert not re.search(r'data-spare="', page)
        assert cast.officer.name not in page
