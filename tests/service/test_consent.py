"""What a member agreed to, and what follows when they take it back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.service.actions.consents import give, withdraw
from sanxin.service.actions.erasures import erase_due
from sanxin.service.actions.members import end
from sanxin.service.models import Consent, ConsentWithdrawal, Member
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.member_builders import a_member

ClientOf = Callable[[Person], Client]


def share(cast: Cast, member: Member, at: datetime, **changes: object) -> Consent:
    said = {"purpose": "share", "given_on": at.date(), "way": "signed", "given_to": cast.officer, "by": cast.officer}
    return give(member, **(said | changes), at=at)  # type: ignore[arg-type]


def test_they_agree_to_something_more(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    row = share(cast, member, now)

    assert (row.purpose, row.way, row.given_to, row.noted_by) == ("share", "signed", cast.officer, cast.officer)
    event = timeline(member.id)[0]
    assert event.text == "本人同意：为了解决困难，把情况告诉有关部门（签了字，2026-11-19）"
    assert event.facts == {"purpose": "share", "way": "signed", "day": "2026-11-19"}


def test_not_twice_not_of_tomorrow_not_off_the_list(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    share(cast, member, now)

    with refused("service.consent.known"):
        share(cast, member, now)
    with refused("service.consent.future"):
        share(cast, member, now, given_on=now.date() + timedelta(days=1))
    with refused("service.consent.long_ago"):
        share(cast, member, now, given_on=date(1999, 1, 1))
    with refused("service.consent.way"):
        share(cast, member, now, way="unknown-way")
    with refused("service.consent.purpose"):
        share(cast, member, now, purpose="everything")
    with refused("service.member.contact"):
        share(cast, member, now, given_to=cast.handler)
    end(member, left_on=now.date(), by=cast.head, at=now)
    with refused("service.consent.left"):
        share(cast, member, now)
    assert Consent.objects.filter(purpose="share").count() == 1


def test_only_the_contact_and_the_head_note_it(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    for who in (cast.colleague, cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor):
        with refused("service.member.not_contact", NotAllowed):
            share(cast, member, now, by=who)
        with refused("service.member.not_contact", NotAllowed):
            withdraw(member.consents.get(), on=now.date(), way="spoken", by=who, at=now)


def test_taking_back_the_list_closes_it_and_what_is_known_goes_by_rule(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    withdraw(member.consents.get(), on=now.date(), way="phone", by=cast.officer, at=now)

    member.refresh_from_db()
    assert member.left_on == now.date()
    assert [event.name for event in timeline(member.id)][:2] == ["service.member.ended", "service.consent.withdrawn"]
    assert erase_due(now + timedelta(days=14)) == 0
    assert erase_due(now + timedelta(days=15)) == 1
    member.refresh_from_db()
    assert member.is_erased
    assert member.erasure.rule == "withdrawn"


def test_taking_back_the_rest_leaves_them_listed(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    row = share(cast, member, now)

    withdraw(row, on=now.date(), way="spoken", by=cast.head, at=now)

    member.refresh_from_db()
    assert member.left_on is None
    assert [one.purpose for one in Consent.objects.in_force().filter(member=member)] == ["list"]
    share(cast, member, now)  # and they may change their mind again


def test_not_twice_not_before_it_was_given_not_tomorrow(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    row = share(cast, member, now)

    with refused("service.consent.before"):
        withdraw(row, on=now.date() - timedelta(days=1), way="spoken", by=cast.head, at=now)
    with refused("service.consent.not_yet"):
        withdraw(row, on=now.date() + timedelta(days=1), way="spoken", by=cast.head, at=now)
    with refused("service.consent.way"):
        withdraw(row, on=now.date(), way="", by=cast.head, at=now)
    withdraw(row, on=now.date(), way="spoken", by=cast.head, at=now)
    with refused("service.consent.withdrawn"):
        withdraw(row, on=now.date(), way="spoken", by=cast.head, at=now)
    assert ConsentWithdrawal.objects.count() == 1


def test_the_database_knows_the_purposes(cast: Cast, now: datetime) -> None:
    row = a_member(cast).consents.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=row.pk).update(purpose="everything")


def test_from_the_pages(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member, client = a_member(cast), client_of(cast.officer)
    told = {"purpose": "share", "consent_way": "phone", "consent_on": "2026-11-18", "contact": str(cast.officer.pk)}

    wrong = client.post(
        reverse("service:give_consent", args=[member.pk]), told | {"consent_on": "2026-11-20", "once": "a"}
    )
    done = client.post(reverse("service:give_consent", args=[member.pk]), told | {"once": "b"})

    assert wrong.status_code == 422
    assert "2026-11-20" in wrong.text
    assert done.headers["Location"] == reverse("service:member", args=[member.pk])
    page = client.get(done.headers["Location"]).text
    assert "把情况告诉有关部门" in page
    row = Consent.objects.get(purpose="list")
    address = reverse("service:withdraw_consent", args=[row.pk])
    assert "15 天后" in client.get(address).text
    client.post(address, {"on": "2026-11-19", "consent_way": "spoken", "once": "c"})
    client.post(address, {"on": "2026-11-19", "consent_way": "spoken", "once": "c"})
    member.refresh_from_db()
    assert member.left_on == now.date()
    assert ConsentWithdrawal.objects.count() == 1
    assert "到 2026-12-04 自动抹去" in client.get(reverse("service:member", args=[member.pk])).text


def test_a_strangers_consent_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    row = a_member(cast).consents.get()

    for who in (cast.colleague, cast.stranger):
        assert client_of(who).get(reverse("service:withdraw_consent", args=[row.pk])).status_code == 404
