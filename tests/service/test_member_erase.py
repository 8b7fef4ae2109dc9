"""Off the list, then forgotten: by rule or at once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.service.actions.erasures import erase, erase_due
from sanxin.service.actions.members import end, reveal
from sanxin.service.models import Member
from sanxin.service.rules.retention import erased_on
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.member_builders import ADDRESS, NAME, NEED, PHONE, a_member

ClientOf = Callable[[Person], Client]


def who_left(cast: Cast, now: datetime) -> Member:
    return end(a_member(cast), left_on=now.date(), by=cast.head, at=now)


def test_nothing_that_says_who_it_was_is_left(cast: Cast, now: datetime) -> None:
    member = who_left(cast, now)

    erase(member, by=cast.head, at=now)

    member.refresh_from_db()
    assert (member.name, member.phone, member.difficulty, member.member_key) == ("", "", "", "")
    assert (member.village, member.masked, member.address) == (cast.village, "已抹去", "")
    assert not member.needs.exists()
    event = timeline(member.id)[0]
    assert (event.text, event.facts) == ("抹去姓名、电话和困难情况", {})
    told = "".join(str(event.facts) for event in Event.objects.all())
    assert not any(words in told for words in (NAME, PHONE, NEED))


def test_nothing_of_it_stands_in_the_clear_before_either(cast: Cast, now: datetime) -> None:
    a_member(cast)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, address, difficulty, member_key FROM service_member")
        kept = "".join(cursor.fetchone())

    assert not any(words in kept for words in (NAME, PHONE, NEED, ADDRESS))


def test_the_rule_erases_after_the_months_and_not_before(cast: Cast, now: datetime, settings: Any) -> None:
    settings.MEMBER_KEPT_MONTHS = 2
    member, stays = who_left(cast, now), a_member(cast, name="徐金花")

    assert erase_due(now + timedelta(days=60)) == 0
    assert erase_due(now + timedelta(days=61)) == 1
    assert erase_due(now + timedelta(days=90)) == 0

    member.refresh_from_db()
    stays.refresh_from_db()
    assert (member.is_erased, stays.is_erased) == (True, False)
    assert timeline(member.id)[0].actor_id is None


def test_the_end_of_a_month_stays_the_end_of_a_month() -> None:
    assert erased_on(date(2026, 11, 19), 12) == date(2027, 11, 19)
    assert erased_on(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert erased_on(date(2026, 11, 19), 0) == date(2026, 11, 19)


def test_not_while_on_the_list_not_twice_and_only_by_the_head(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    with refused("service.member.still_listed"):
        erase(member, by=cast.head, at=now)
    end(member, left_on=now.date(), by=cast.head, at=now)
    with refused("service.member.not_head", NotAllowed):
        erase(member, by=cast.officer, at=now)
    erase(member, by=cast.head, at=now)

    with refused("service.member.erased"):
        erase(member, by=cast.head, at=now)
    member.refresh_from_db()
    with refused("service.member.erased"):
        reveal(member, by=cast.head, reason="想看看", at=now)


def test_the_database_keeps_no_half_of_it(cast: Cast, now: datetime) -> None:
    member = who_left(cast, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(erased_at=now)


def test_the_page_says_when_and_lets_the_head_do_it_now(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    member = who_left(cast, now)
    client, page = client_of(cast.head), reverse("service:member", args=[member.pk])
    assert "到 2027-11-19 自动抹去" in client.get(page).text

    answer = client.post(reverse("service:erase_member", args=[member.pk]), {"once": "e1"})

    assert answer.headers["Location"] == page
    shown = client.get(page).text
    assert "已抹去" in shown
    assert "现在就抹去" not in shown
    assert "已抹去" in client.get(f"{reverse('service:members')}?state=left").text


def test_an_officer_may_not_from_the_page_either(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    member = who_left(cast, now)

    answer = client_of(cast.officer).post(reverse("service:erase_member", args=[member.pk]), {"once": "e1"})

    assert answer.status_code == 403
    member.refresh_from_db()
    assert not member.is_erased
