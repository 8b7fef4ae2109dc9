"""Signing in and out: locks, idleness, old passwords, ended posts, and what the trail keeps of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import NIL
from sanxin.kernel.models import Event
from sanxin.people.actions import accounts
from sanxin.people.models import Person, Post
from sanxin.people.rules.names import in_full
from tests.cast import PASSWORD, Cast
from tests.people.builders import with_password
from tests.people.conftest import sign_in


def names(person: Person) -> list[str]:
    return [event.name.removeprefix("people.") for event in reversed(timeline(person.id))]


def test_in_and_out_stand_in_the_trail(cast: Cast) -> None:
    client = Client()

    assert sign_in(client, cast.officer)["Location"] == "/"
    client.post("/account/logout/")

    assert names(cast.officer) == ["session.signed_in", "session.signed_out"]


def test_a_wrong_password_is_refused_and_noted(cast: Cast) -> None:
    answer = sign_in(Client(), cast.officer, "wrong")

    assert answer.status_code == 200
    assert names(cast.officer) == ["session.refused"]


def test_an_unknown_name_stands_in_the_trail_without_the_name(db: None, now: datetime) -> None:
    Client().post("/account/login/", {"login": "my-secret-typed-here", "password": "x"})

    event = Event.objects.get(name="people.session.refused")
    assert (event.county_id, event.subjects, event.facts) == (NIL, [], {})


def test_the_sixth_attempt_is_locked_out_even_with_the_right_password(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        answer = sign_in(client, cast.officer, "wrong")
    assert answer.status_code == 429

    sixth = sign_in(Client(), cast.officer)

    assert sixth.status_code == 429
    assert "账号暂时锁上了" in sixth.content.decode()
    assert names(cast.officer).count("session.locked") == 1


def test_somebody_elses_account_is_not_locked(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, cast.officer, "wrong")

    assert sign_in(client, cast.colleague)["Location"] == "/"


def test_a_lock_opens_by_an_administrator(cast: Cast, now: datetime) -> None:
    for _ in range(5):
        sign_in(Client(), cast.officer, "wrong")

    accounts.unlock(cast.officer.user, by=cast.administrator, at=now)

    assert sign_in(Client(), cast.officer)["Location"] == "/"


def test_a_success_forgets_earlier_failures(cast: Cast) -> None:
    for _ in range(4):
        sign_in(Client(), cast.officer, "wrong")
    sign_in(Client(), cast.officer)
    for _ in range(4):
        sign_in(Client(), cast.officer, "wrong")

    assert sign_in(Client(), cast.officer)["Location"] == "/"


def test_half_an_hour_of_silence_ends_the_session(cast: Cast, now: datetime) -> None:
    client = Client()
    sign_in(client, cast.officer)
    client.get("/people/account/")

    with clock.frozen(now + timedelta(minutes=29)):
        assert client.get("/people/account/").status_code == 200
    with clock.frozen(now + timedelta(minutes=58)):
        assert client.get("/people/account/").status_code == 200
    with clock.frozen(now + timedelta(minutes=88)):
        assert client.get("/people/account/")["Location"] == "/account/login/?next=/people/account/"

    assert names(cast.officer)[-1] == "session.idle"


def test_the_last_post_ended_ends_the_session(cast: Cast, now: datetime, client_of: Callable[[Person], Client]) -> None:
    client = client_of(cast.officer)
    Post.objects.filter(person=cast.officer).update(until=clock.today())
    assert client.get("/people/account/").status_code == 200

    with clock.frozen(now + timedelta(days=1)):
        answer = client.get("/people/account/")

    assert answer["Location"].startswith("/account/login/")


def test_who_has_no_post_signs_in_to_nothing(cast: Cast) -> None:
    Post.objects.filter(person=cast.officer).update(until=clock.today() - timedelta(days=1))
    client = Client()

    sign_in(client, cast.officer)

    assert client.get("/people/account/")["Location"].startswith("/account/login/")
    assert names(cast.officer)[-1] == "session.ended"


@pytest.mark.parametrize(("days", "must_change"), [(89, False), (90, True), (400, True)])
def test_an_old_password_is_changed_first(cast: Cast, now: datetime, days: int, must_change: bool) -> None:
    with_password(cast.officer, now - timedelta(days=days))
    client = Client()
    sign_in(client, cast.officer)

    answer = client.get("/people/account/")

    assert (answer.status_code == 302) is must_change
    if must_change:
        assert answer["Location"] == "/account/password/change/"
        assert client.get("/account/password/change/").status_code == 200


def test_after_the_change_all_is_open_again(cast: Cast, now: datetime) -> None:
    with_password(cast.officer, now - timedelta(days=100))
    client = Client()
    sign_in(client, cast.officer)

    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "Hongyan-2027", "password2": "Hongyan-2027"},
    )

    assert client.get("/people/account/").status_code == 200
    cast.officer.user.refresh_from_db()
    assert cast.officer.user.password_set_at == now
    assert names(cast.officer)[-1] == "account.password_changed"


def test_the_old_password_again_is_no_change(cast: Cast, now: datetime) -> None:
    client = Client()
    sign_in(client, cast.officer)
    for old, new in [(PASSWORD, "Hongyan-2027"), ("Hongyan-2027", PASSWORD)]:
        answer = client.post("/account/password/change/", {"oldpassword": old, "password1": new, "password2": new})

    assert "不能与最近 3 次用过的密码相同。" in answer.content.decode()


def test_without_a_limit_passwords_live_for_ever(cast: Cast, now: datetime, settings: Settings) -> None:
    settings.PASSWORD_MAX_DAYS = 0
    with_password(cast.officer, now - timedelta(days=4000))
    client = Client()
    sign_in(client, cast.officer)

    assert client.get("/people/account/").status_code == 200


def test_there_is_no_way_to_sign_up(client: Client, db: None) -> None:
    assert client.get("/account/signup/").status_code == 404


def test_the_sign_in_page_says_once_that_nobody_did_anything(cast: Cast, now: datetime) -> None:
    client = Client()
    sign_in(client, cast.officer)

    with clock.frozen(now + timedelta(minutes=31)):
        page = client.get("/people/account/", follow=True)
        again = client.get("/account/login/")

    assert "30 分钟没有操作，已自动退出。登录后回到刚才那一页。" in page.text
    assert "已自动退出" not in again.text


def test_the_sign_in_page_says_that_the_post_has_ended(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.officer)
    Post.objects.filter(person=cast.officer).update(until=clock.today() - timedelta(days=1))

    page = client.get("/people/account/", follow=True)

    assert "您现在没有任职，已经退出。" in page.text


def test_the_only_desk_has_its_name_on_the_door(cast: Cast) -> None:
    Post.objects.filter(person=cast.stranger).delete()

    assert "乐平市委组织部" in Client().get("/account/login/").text


def test_where_several_work_here_strangers_read_no_list_of_them(cast: Cast) -> None:
    page = Client().get("/account/login/").text

    assert "组织部" not in page


@pytest.mark.parametrize(
    ("county", "office", "full"),
    [
        ("乐平市", "市委组织部", "乐平市委组织部"),
        ("浮梁县", "县委组织部", "浮梁县委组织部"),
        ("乐平市", "洪岩镇", "乐平市洪岩镇"),
        ("乐平市", "乐平市委组织部", "乐平市委组织部"),
        ("", "省委组织部", "省委组织部"),
    ],
)
def test_an_office_in_full(county: str, office: str, full: str) -> None:
    assert in_full(county, office) == full
