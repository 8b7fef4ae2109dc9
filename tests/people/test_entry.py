"""One-time sign-in links of the command line."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.actions import accounts, entry
from sanxin.people.models import Person, Post
from tests.cast import Cast
from tests.people.builders import person_of


def test_the_button_signs_in_and_opening_the_page_does_not(cast: Cast, now: datetime) -> None:
    link, client = entry.issue_link(cast.officer, at=now, minutes=60), Client()

    for _preview in range(2):
        page = Client().get(link)
        assert "以程晓岚的身份进入" in page.content.decode()
    assert client.post(link)["Location"] == "/"

    assert client.get("/people/account/").status_code == 200
    assert timeline(cast.officer.id)[0].text == "凭一次性链接登录"


def test_a_link_works_once_and_not_for_ever(cast: Cast, now: datetime) -> None:
    link = entry.issue_link(cast.officer, at=now, minutes=60)
    Client().post(link)
    late = entry.issue_link(cast.officer, at=now, minutes=60)

    assert Client().post(link).status_code == 422
    with clock.frozen(now + timedelta(minutes=60)):
        assert Client().get(late).status_code == 422
        assert "这个登录链接已经用过或过期。" in Client().post(late).content.decode()


def test_a_button_on_a_foreign_page_does_not_work(cast: Cast, now: datetime) -> None:
    link = entry.issue_link(cast.officer, at=now, minutes=60)

    assert Client(enforce_csrf_checks=True).post(link).status_code == 403


def test_only_the_command_line_issues_links(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        entry.issue_link(cast.officer, at=now, minutes=60, by=cast.administrator)


def test_who_has_no_account_or_a_disabled_one_gets_none(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as nobody:
        entry.issue_link(person_of(cast.county, "lp100", "方敏"), at=now, minutes=60)
    accounts.disable(cast.officer.user, reason="借调", by=cast.administrator, at=now)
    with pytest.raises(Refused):
        entry.issue_link(cast.officer, at=now, minutes=60)

    assert nobody.value.sentence == "方敏没有可用的账号。"


def test_a_link_stops_with_the_account_and_with_the_last_post(cast: Cast, now: datetime) -> None:
    officer = entry.issue_link(cast.officer, at=now, minutes=60)
    handler = entry.issue_link(cast.handler, at=now, minutes=60)
    accounts.disable(cast.officer.user, reason="借调", by=cast.administrator, at=now)
    Post.objects.filter(person=cast.handler).update(until=clock.today() - timedelta(days=1))

    assert "这个账号已经停用。" in Client().post(officer).content.decode()
    assert "现在没有任职，不能登录。" in Client().post(handler).content.decode()


def test_a_made_up_link_opens_nothing(db: None, now: datetime, client: Client) -> None:
    assert client.get("/people/enter/nobody-knows/").status_code == 422


def test_a_session_from_a_link_ends_like_any_other(
    cast: Cast, now: datetime, client_of: Callable[[Person], Client]
) -> None:
    client = Client()
    client.post(entry.issue_link(cast.officer, at=now, minutes=60))

    with clock.frozen(now + timedelta(minutes=31)):
        assert client.get("/people/account/")["Location"].startswith("/account/login/")
