"""An address for notices is confirmed by whoever it belongs to before anything else is sent there."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail as letters
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import NoticeAddress, NoticeMessage
from sanxin.kernel.notices.outbox import send_due
from sanxin.kernel.refusals import Refused
from sanxin.people.actions.channels import confirm_address, set_address
from sanxin.people.models import Person
from tests.cast import Cast

ClientOf = Callable[[Person], Client]
PAGE, MINE = "/people/account/mail/", "cheng@example.test"


@pytest.fixture
def mail(settings: Any) -> None:
    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example.test", "https://sanxin.example.test"


def asked(person: Person, now: datetime, address: str = MINE) -> str:
    """The token of the letter that went out."""
    set_address(person, address=address, by=person, at=now)
    send_due(now)
    letter = letters.outbox[-1]
    assert letter.to == [address]
    link = re.search(r"https://sanxin.example.test/people/account/mail/(\S+)/", letter.body)
    assert link is not None
    return link[1]


def confirmed(person_id: UUID) -> bool:
    return NoticeAddress.objects.get(person_id=person_id).confirmed_at is not None


def refused(token: str, by: Person, at: datetime) -> str:
    with pytest.raises(Refused) as refusal:
        confirm_address(token, by=by, at=at)
    return refusal.value.code


def test_the_letter_comes_first_and_its_link_is_the_consent(cast: Cast, now: datetime, mail: None) -> None:
    token = asked(cast.officer, now)
    assert not confirmed(cast.officer.id)

    confirm_address(token, by=cast.officer, at=now + timedelta(days=2))
    confirm_address(token, by=cast.officer, at=now + timedelta(days=2))

    assert confirmed(cast.officer.id)
    told = [event.text for event in timeline(cast.officer.id)]
    assert told == ["确认了收提醒的邮箱", "往填的邮箱寄了确认信", "要收邮件提醒"]
    assert "example.test" not in str([event.facts for event in timeline(cast.officer.id)])


def test_a_link_ends_after_three_days(cast: Cast, now: datetime, mail: None) -> None:
    token = asked(cast.officer, now)

    assert refused(token, cast.officer, now + timedelta(days=3, seconds=1)) == "people.address.link"
    assert not confirmed(cast.officer.id)


def test_a_link_fits_one_person_and_one_address(cast: Cast, now: datetime, mail: None) -> None:
    token = asked(cast.officer, now)
    asked(cast.colleague, now)
    assert refused(token, cast.colleague, now) == "people.address.link"
    assert refused(token, cast.head, now) == "people.address.link"
    assert refused(token + "x", cast.officer, now) == "people.address.link"

    asked(cast.officer, now, "new@example.test")
    assert refused(token, cast.officer, now) == "people.address.link"


def test_another_address_has_to_be_confirmed_anew(cast: Cast, now: datetime, mail: None) -> None:
    confirm_address(asked(cast.officer, now), by=cast.officer, at=now)

    asked(cast.officer, now, "new@example.test")

    assert not confirmed(cast.officer.id)


def test_the_same_once_more_sends_the_letter_again_while_it_waits(cast: Cast, now: datetime, mail: None) -> None:
    asked(cast.officer, now)
    token = asked(cast.officer, now)
    assert len(letters.outbox) == 2

    confirm_address(token, by=cast.officer, at=now)
    set_address(cast.officer, address=MINE, by=cast.officer, at=now)
    send_due(now)

    assert len(letters.outbox) == 2
    assert confirmed(cast.officer.id)


def test_strangers_are_not_flooded_with_letters(cast: Cast, now: datetime, mail: None) -> None:
    for n in range(5):
        set_address(cast.officer, address=f"a{n}@example.test", by=cast.officer, at=now)

    with pytest.raises(Refused) as refusal:
        set_address(cast.officer, address="a5@example.test", by=cast.officer, at=now)

    assert (refusal.value.code, refusal.value.field) == ("people.address.often", "address")
    assert NoticeAddress.objects.get().address == "a4@example.test"
    assert NoticeMessage.objects.count() == 5
    set_address(cast.officer, address="a5@example.test", by=cast.officer, at=now + timedelta(days=1, minutes=1))


def test_given_while_there_is_no_mail_nothing_is_sent(cast: Cast, now: datetime, settings: Any) -> None:
    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example.test", ""  # a link could lead nowhere

    set_address(cast.officer, address=MINE, by=cast.officer, at=now)

    assert not NoticeMessage.objects.exists()


def test_the_pages(cast: Cast, now: datetime, client_of: ClientOf, mail: None) -> None:
    client = client_of(cast.handler)
    sent = client.post(PAGE, {FIELD: str(new_id()), "address": "zhan@example.test"}, follow=True)
    assert "确认信寄出去了" in sent.text
    assert "等您确认" in sent.text
    send_due(now)
    link = re.search(r"https://sanxin.example.test(\S+)", letters.outbox[0].body)
    assert link is not None

    looked = client.get(link[1])
    assert "zhan@example.test" in looked.text
    assert not confirmed(cast.handler.id), "programs that look through mail open links too"
    assert "不能用" in client_of(cast.officer).get(link[1]).text
    assert Client().get(link[1]).headers["Location"].startswith("/account/login/?next=/people/account/mail/")

    done = client.post(link[1], {FIELD: str(new_id())}, follow=True)
    assert "确认好了" in done.text
    assert "已确认" in done.text
    assert "这个邮箱已经确认过" in client.get(link[1]).text


def test_a_link_that_is_too_old_says_what_to_do(cast: Cast, now: datetime, client_of: ClientOf, mail: None) -> None:
    token = asked(cast.officer, now)

    with clock.frozen(now + timedelta(days=4)):
        client = client_of(cast.officer)
        page = client.get(f"{PAGE}{token}/")
        posted = client.post(f"{PAGE}{token}/", {FIELD: str(new_id())})

    assert (page.status_code, posted.status_code) == (422, 422)
    assert "再寄一封" in page.text
    assert "再寄一封" in posted.text
