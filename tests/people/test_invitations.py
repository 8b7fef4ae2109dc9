"""Accounts by invitation: a link that works once, for three days."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import get_hasher
from django.db import connection
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event, Submission
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people import tokens
from sanxin.people.actions import invitations, passwords, persons
from sanxin.people.models import Invitation, Person, User
from tests.cast import PASSWORD, Cast
from tests.people.builders import key, person_of, post

FRESH = "Hongyan-2027"


@pytest.fixture
def newcomer(cast: Cast) -> Person:
    somebody = person_of(cast.county, "lp100", "方敏")
    post(somebody, cast.section)
    return somebody


def test_an_invitation_becomes_an_account(cast: Cast, newcomer: Person, now: datetime) -> None:
    issued = invitations.invite(newcomer, by=cast.administrator, at=now)

    user = invitations.accept(issued.token, username="Fang.Min", password=FRESH, at=now)

    assert (user.username, user.person, user.password_set_at) == ("fang.min", newcomer, now)
    assert user.check_password(FRESH)
    assert user.password.startswith("argon2")
    assert [event.name for event in timeline(newcomer.id)] == [
        "people.invitation.accepted",
        "people.invitation.issued",
    ]


def test_nobody_waits_for_a_password_to_be_hashed(
    cast: Cast, newcomer: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Argon2 takes its time on purpose; in a transaction every other writer would take it too."""
    outside, depths = len(connection.atomic_blocks), []
    hasher = type(get_hasher())
    for name in ("encode", "verify"):
        slow = getattr(hasher, name)

        def seen(self: object, *args: object, slow: Any = slow, **options: object) -> object:
            depths.append(len(connection.atomic_blocks))
            return slow(self, *args, **options)

        monkeypatch.setattr(hasher, name, seen)

    first = invitations.invite(newcomer, by=cast.administrator, at=now)
    user = invitations.accept(first.token, username="fangmin", password=FRESH, at=now)
    again = invitations.invite(newcomer, by=cast.administrator, at=now)
    invitations.accept(again.token, username="", password=f"{FRESH}2", at=now)
    passwords.change(user, f"{FRESH}3", at=now)

    assert len(depths) >= 4  # three hashed, and the old one compared with the new
    assert set(depths) == {outside}


def test_the_token_is_kept_nowhere(cast: Cast, newcomer: Person, now: datetime) -> None:
    issued = invitations.invite(newcomer, by=cast.administrator, at=now)

    assert issued.invitation.token_sha256 == tokens.digest(issued.token)
    assert issued.token not in str(list(Event.objects.values_list("facts", flat=True)))


def test_a_link_works_once(cast: Cast, newcomer: Person, now: datetime) -> None:
    issued = invitations.invite(newcomer, by=cast.administrator, at=now)
    invitations.accept(issued.token, username="fangmin", password=FRESH, at=now)

    with pytest.raises(Refused) as refusal:
        invitations.accept(issued.token, username="fangmin2", password=FRESH, at=now)

    assert refusal.value.code == "people.invitation.not_open"


def test_a_link_lives_72_hours(cast: Cast, newcomer: Person, now: datetime) -> None:
    issued = invitations.invite(newcomer, by=cast.administrator, at=now)

    with pytest.raises(Refused):
        invitations.accept(issued.token, username="fangmin", password=FRESH, at=now + timedelta(hours=72))
    invitations.accept(issued.token, username="fangmin", password=FRESH, at=now + timedelta(hours=71, minutes=59))


def test_a_new_link_makes_the_old_one_void(cast: Cast, newcomer: Person, now: datetime) -> None:
    old = invitations.invite(newcomer, by=cast.administrator, at=now)
    new = invitations.invite(newcomer, by=cast.administrator, at=now)

    with pytest.raises(Refused):
        invitations.accept(old.token, username="fangmin", password=FRESH, at=now)
    assert invitations.find(new.token, at=now) == new.invitation


def test_a_link_can_be_taken_back(cast: Cast, newcomer: Person, now: datetime) -> None:
    issued = invitations.invite(newcomer, by=cast.administrator, at=now)
    invitations.revoke(issued.invitation, by=cast.administrator, at=now)

    with pytest.raises(Refused):
        invitations.find(issued.token, at=now)
    with pytest.raises(Refused):
        invitations.revoke(issued.invitation, by=cast.administrator, at=now)


@pytest.mark.parametrize("by", ["officer", "leader", "auditor", "stranger_administrator"])
def test_only_the_countys_administrator_invites(cast: Cast, newcomer: Person, now: datetime, by: str) -> None:
    with pytest.raises(NotAllowed):
        invitations.invite(newcomer, by=getattr(cast, by), at=now)


def test_nobody_resets_their_own_account(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        invitations.invite(cast.administrator, by=cast.administrator, at=now)


def test_without_a_post_or_after_leaving_there_is_no_invitation(cast: Cast, newcomer: Person, now: datetime) -> None:
    with pytest.raises(Refused) as no_post:
        invitations.invite(person_of(cast.county, "lp101"), by=cast.administrator, at=now)
    persons.leave(newcomer, on=clock.today(), by=cast.administrator, at=now)
    with pytest.raises(Refused) as left:
        invitations.invite(newcomer, by=cast.administrator, at=now)

    assert (no_post.value.code, left.value.code) == ("people.invitation.no_post", "people.person.left")


@pytest.mark.parametrize(
    ("username", "password", "code"),
    [
        ("ab", FRESH, "people.account.name_odd"),
        ("方敏", FRESH, "people.account.name_odd"),
        ("LP001", FRESH, "people.account.name_taken"),
        ("fangmin", "Ab1-", "people.account.password"),
        ("fangmin", "zhukengcun", "people.account.password"),
        ("fangmin", "Password1", "people.account.password"),
        ("fangmin", "Fangmin-1", "people.account.password"),
    ],
)
def test_bad_names_and_passwords_leave_the_link_open(
    cast: Cast, newcomer: Person, now: datetime, username: str, password: str, code: str
) -> None:
    issued = invitations.invite(newcomer, by=cast.administrator, at=now)

    with pytest.raises(Refused) as refusal:
        invitations.accept(issued.token, username=username, password=password, at=now)

    assert refusal.value.code == code
    assert not User.objects.filter(person=newcomer).exists()
    assert invitations.find(issued.token, at=now).accepted_at is None


def test_by_page_from_invitation_to_first_sign_in(
    cast: Cast,
    newcomer: Person,
    now: datetime,
    client: Client,
    client_of: Callable[[Person], Client],
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown = client_of(cast.administrator).post(f"/people/persons/{newcomer.pk}/invite/", key())
    link = shown.context["link"]
    assert shown["Cache-Control"] == "no-store"

    form = client.get(link)
    assert "方敏" in form.content.decode()
    wrong = client.post(link, {"username": "fangmin", "password": FRESH, "again": "other"})
    assert wrong.status_code == 422
    assert urlsplit(link).path not in caplog.text  # it still works; so no log may name the path that was refused
    assert "两遍不一样" in wrong.content.decode()
    done = client.post(link, {"username": "fangmin", "password": FRESH, "again": FRESH})
    assert done["Location"] == "/account/login/"

    entered = client.post("/account/login/", {"login": "fangmin", "password": FRESH})
    assert entered["Location"] == "/"
    assert client.get(link).status_code == 422


def test_a_stranger_administrator_cannot_even_find_the_person(
    cast: Cast, newcomer: Person, client_of: Callable[[Person], Client]
) -> None:
    answer = client_of(cast.stranger_administrator).post(f"/people/persons/{newcomer.pk}/invite/", key())

    assert answer.status_code == 404
    assert not Invitation.objects.exists()


def test_a_reset_keeps_the_name_and_the_old_password_until_used(cast: Cast, now: datetime) -> None:
    issued = invitations.invite(cast.officer, by=cast.administrator, at=now)
    assert cast.officer.user.check_password(PASSWORD)

    user = invitations.accept(issued.token, username="ignored", password=FRESH, at=now)

    assert (user.username, user.check_password(FRESH)) == ("lp001", True)


def test_the_same_form_again_shows_no_link_and_makes_no_second_one(
    cast: Cast, client_of: Callable[[Person], Client]
) -> None:
    client, told = client_of(cast.administrator), key()
    url = f"/people/persons/{cast.officer.pk}/account/reset/"

    first, again = client.post(url, told), client.post(url, told)

    assert "/people/invitation/" in first.text
    assert (again.status_code, again["Cache-Control"]) == (200, "no-store")
    assert "已经显示过了" in again.text
    assert "/people/invitation/" not in again.text
    assert Invitation.objects.filter(person=cast.officer).count() == 1
    assert b"/people/invitation/" not in b"".join(bytes(one.body) for one in Submission.objects.all())
