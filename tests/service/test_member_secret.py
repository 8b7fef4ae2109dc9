"""Whoever is not their contact or section head meets nothing of a member; what hurts is unreadable in the database."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.service.actions.helps import NewHelp, drop, give, mistaken, promise
from sanxin.service.actions.members import reveal
from sanxin.service.models import HelpPromise, Member, MemberHelp
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.member_builders import ADDRESS, NAME, NEED, PHONE, a_member

ClientOf = Callable[[Person], Client]
HELP, PROMISE, MISTAKE, DROPPED = "带了两盒降压药", "年前送一床棉被", "把方家写成了余家", "他说已经有了"
SECRET = (NAME, PHONE, ADDRESS, NEED, HELP, PROMISE, MISTAKE, DROPPED)
OF_MEMBERS = ("member", "memberhelp", "helppromise", "helpmistake", "promisedropped")


@pytest.fixture
def member(cast: Cast, now: datetime) -> Member:
    found = a_member(cast)
    give(found, NewHelp("medical", now.date(), amount=Decimal(86), words=HELP), by=cast.officer, at=now)
    wrong = give(found, NewHelp("money", now.date(), words=HELP), by=cast.officer, at=now)
    mistaken(wrong, reason=MISTAKE, by=cast.officer, at=now)
    promise(found, kind="goods", due_on=now.date(), words=PROMISE, by=cast.officer, at=now)
    gone = promise(found, kind="goods", due_on=now.date(), words=PROMISE, by=cast.officer, at=now)
    drop(gone, reason=DROPPED, by=cast.officer, at=now)
    return found


def test_no_column_holds_it_in_the_clear(cast: Cast, member: Member) -> None:
    """Every text column of every table about members, read past the models."""
    with connection.cursor() as cursor:
        for name in OF_MEMBERS:
            table = apps.get_model("service", name)._meta.db_table
            cursor.execute(f"SELECT * FROM {table}")
            kept = " ".join(str(value) for row in cursor.fetchall() for value in row)
            assert not any(words in kept for words in SECRET), table
            assert "gAAAAA" in kept, table  # Fernet: something is there, and cannot be read


def test_every_word_about_a_member_is_an_encrypted_field() -> None:
    """A new field for words is encrypted, or this test asks why not."""
    open_words = {
        f"{name}.{field.name}"
        for name in OF_MEMBERS
        for field in apps.get_model("service", name)._meta.concrete_fields
        if field.get_internal_type() in {"CharField", "TextField"} and not isinstance(field, EncryptedField)
    }

    assert open_words == {"member.member_key", "memberhelp.kind", "helppromise.kind"}


def test_lists_and_pages_cover_it_until_a_reason_is_given(cast: Cast, member: Member, client_of: ClientOf) -> None:
    client = client_of(cast.officer)
    page = reverse("service:member", args=[member.pk])
    covered = ["/service/members/", page, "/service/members/helps/", f"/fieldwork/households/{member.pk}/", "/"]
    covered += [f"{page}correct/", f"{page}help/", f"{page}promise/", f"{page}consent/"]
    for address in covered:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not any(words in answer.text for words in SECRET), address

    shown = client.post(reverse("service:reveal_member", args=[member.pk]), {"reason": "上门前打电话"}).text

    assert [words for words in SECRET if words not in shown] == [DROPPED]  # what is over is not opened again
    seen = timeline(member.id)[0]
    assert (seen.name, seen.facts) == ("service.member.revealed", {"reason": "上门前打电话"})


def test_the_reason_tells_nobody_who_it_was(cast: Cast, member: Member, now: datetime) -> None:
    for reason in (f"去{ADDRESS}", f"打{PHONE}", f"看{NAME}"):
        with refused("service.member.named"):
            reveal(member, by=cast.officer, reason=reason, at=now)


def addresses(member: UUID, help_: UUID, promised: UUID, consent: UUID) -> list[tuple[str, str]]:
    reads = ("member", "correct_member", "give_consent", "new_help", "new_help_promise")
    posts = ("reveal_member", "assign_member", "end_member", "erase_member", "next_visit", "correct_member")
    return [
        *(("GET", reverse(f"service:{name}", args=[member])) for name in reads),
        *(("POST", reverse(f"service:{name}", args=[member])) for name in posts),
        ("GET", reverse("service:help_mistake", args=[help_])),
        ("POST", reverse("service:help_mistake", args=[help_])),
        ("GET", reverse("service:help_file", args=[help_])),
        ("GET", reverse("service:drop_promise", args=[promised])),
        ("GET", reverse("service:withdraw_consent", args=[consent])),
        ("POST", reverse("service:withdraw_consent", args=[consent])),
        ("GET", reverse("fieldwork:household", args=[member])),
        ("GET", reverse("fieldwork:household_file", args=[member])),
    ]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("colleague", 404),
        ("stranger", 404),
        ("leader", 403),
        ("handler", 403),
        ("liaison", 403),
        ("administrator", 403),
        ("auditor", 403),
    ],
)
def test_for_everybody_else_there_is_no_such_member(
    cast: Cast, member: Member, client_of: ClientOf, who: str, status: int
) -> None:
    """Desks are told that it is not there; roles without these pages are told the same of a member nobody ever had."""
    client = client_of(getattr(cast, who))
    real = addresses(
        member.pk, MemberHelp.objects.all()[0].pk, HelpPromise.objects.all()[0].pk, member.consents.get().pk
    )
    none = addresses(new_id(), new_id(), new_id(), new_id())

    def answers(found: list[tuple[str, str]], key: str) -> list[int]:
        told = {"reason": "看看", "once": key, "on": "2026-11-19"}
        return [
            client.generic(method, address).status_code
            if method == "GET"
            else client.post(address, told | {"once": f"{key}{number}"}).status_code
            for number, (method, address) in enumerate(found)
        ]

    assert set(answers(real, "r")) == {status}
    assert set(answers(none, "n")) == {status}
    member.refresh_from_db()
    assert (member.name, member.left_on) == (NAME, None)


@pytest.mark.parametrize("who", ["officer", "head"])
def test_the_contact_and_the_head_open_all_of_it(cast: Cast, member: Member, client_of: ClientOf, who: str) -> None:
    client = client_of(getattr(cast, who))
    row = MemberHelp.objects.valid().get()
    one, consent = HelpPromise.objects.open().get(), member.consents.get()

    for method, address in addresses(member.pk, row.pk, one.pk, consent.pk):
        if method == "GET" and "/file/" not in address:
            assert client.get(address).status_code == 200, address
