"""What an administrator does with an account."""

from collections.abc import Callable
from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.actions import accounts, invitations
from sanxin.people.models import Person
from tests.cast import Cast
from tests.people.builders import key
from tests.people.conftest import sign_in


def test_a_disabled_account_is_out_at_once(cast: Cast, now: datetime, client_of: Callable[[Person], Client]) -> None:
    client = client_of(cast.officer)
    assert client.get("/people/account/").status_code == 200

    accounts.disable(cast.officer.user, reason="借调", by=cast.administrator, at=now)

    assert client.get("/people/account/")["Location"].startswith("/account/login/")
    assert sign_in(Client(), cast.officer).headers.get("Location") != "/"
    assert timeline(cast.officer.id)[0].name != "people.session.signed_in"


def test_an_enabled_account_works_again(cast: Cast, now: datetime) -> None:
    accounts.disable(cast.officer.user, reason="借调", by=cast.administrator, at=now)
    accounts.enable(cast.officer.user, by=cast.administrator, at=now)

    assert sign_in(Client(), cast.officer)["Location"] == "/"


def test_disabling_takes_back_open_links(cast: Cast, now: datetime) -> None:
    issued = accounts.reset(cast.officer.user, by=cast.administrator, at=now)

    accounts.disable(cast.officer.user, reason="借调", by=cast.administrator, at=now)

    with pytest.raises(Refused):
        invitations.find(issued.token, at=now)


def test_what_is_so_already_is_refused(cast: Cast, now: datetime) -> None:
    codes = []
    for verb in (
        lambda: accounts.enable(cast.officer.user, by=cast.administrator, at=now),
        lambda: accounts.unlock(cast.officer.user, by=cast.administrator, at=now),
        lambda: accounts.disable(cast.officer.user, reason=" ", by=cast.administrator, at=now),
        lambda: accounts.drop_second_factor(cast.officer.user, by=cast.administrator, at=now),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        codes.append(refusal.value.code)

    assert codes == [
        "people.account.enabled",
        "people.account.not_locked",
        "people.account.no_reason",
        "people.account.no_second_factor",
    ]


def test_a_disabled_account_is_neither_disabled_again_nor_reset(cast: Cast, now: datetime) -> None:
    accounts.disable(cast.officer.user, reason="借调", by=cast.administrator, at=now)

    with pytest.raises(Refused):
        accounts.disable(cast.officer.user, reason="借调", by=cast.administrator, at=now)
    with pytest.raises(Refused):
        accounts.reset(cast.officer.user, by=cast.administrator, at=now)


@pytest.mark.parametrize("by", ["officer", "leader", "auditor", "stranger_administrator"])
def test_only_the_countys_administrator_touches_accounts(cast: Cast, now: datetime, by: str) -> None:
    with pytest.raises(NotAllowed):
        accounts.disable(cast.handler.user, reason="借调", by=getattr(cast, by), at=now)


def test_a_lost_phone_is_helped(cast: Cast, now: datetime) -> None:
    Authenticator.objects.create(user=cast.officer.user, type=Authenticator.Type.TOTP, data={"secret": "x"})

    accounts.drop_second_factor(cast.officer.user, by=cast.administrator, at=now)

    assert not Authenticator.objects.exists()
    assert timeline(cast.officer.id)[0].text == "两步验证已清除"


@pytest.mark.parametrize("verb", ["disable", "enable", "unlock", "reset", "second-factor"])
def test_a_stranger_administrator_gets_404(cast: Cast, client_of: Callable[[Person], Client], verb: str) -> None:
    answer = client_of(cast.stranger_administrator).post(f"/people/persons/{cast.officer.pk}/account/{verb}/", key())

    assert answer.status_code == 404


def test_by_page_disable_asks_for_a_reason(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    client, url = client_of(cast.administrator), f"/people/persons/{cast.officer.pk}/account/disable/"

    assert client.post(url, key() | {"reason": ""}).status_code == 422
    assert client.post(url, key() | {"reason": "借调"})["Location"] == f"/people/persons/{cast.officer.pk}/"
    cast.officer.user.refresh_from_db()
    assert not cast.officer.user.is_active


def test_a_refused_post_says_why(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    answer = client_of(cast.administrator).post(f"/people/persons/{cast.officer.pk}/account/unlock/", key())

    assert answer.status_code == 422
    assert "这个账号没有锁定。" in answer.content.decode()


def test_without_account_there_is_nothing_to_disable(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    nobody = Person.objects.create(county=cast.county, staff_number="lp100", name="方敏")

    assert client_of(cast.administrator).post(f"/people/persons/{nobody.pk}/account/reset/", key()).status_code == 404
