"""What stands on the list about somebody is mended without being shown."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from sanxin.service.actions.member_details import Details, correct
from sanxin.service.actions.members import end
from sanxin.service.models import Member
from sanxin.service.queries.needs import kinds_of
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.member_builders import ADDRESS, NEED, PHONE, a_member

ClientOf = Callable[[Person], Client]


def test_what_is_said_changes_and_the_rest_stays(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    illness = next(kind for kind in kinds_of(cast.department) if kind.code == "illness")

    correct(member, Details(phone="13900000000", needs=[illness]), seen=1, by=cast.officer, at=now)

    kept = Member.objects.get(pk=member.pk)
    assert (kept.phone, kept.address, kept.difficulty, kept.version) == ("13900000000", ADDRESS, NEED, 2)
    assert [kind.code for kind in kept.needs.all()] == ["illness"]
    event = timeline(member.id)[0]
    assert (event.text, event.facts) == ("更正登记的情况", {})


def test_who_was_slower_is_told(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    correct(member, Details(phone="13900000000"), seen=1, by=cast.officer, at=now)

    with refused("service.member.overtaken", Overtaken):
        correct(member, Details(phone="13911111111"), seen=1, by=cast.head, at=now)
    assert Member.objects.get(pk=member.pk).phone == "13900000000"


def test_nothing_new_too_long_off_the_list_or_by_others_is_refused(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    with refused("service.member.same"):
        correct(member, Details(phone=PHONE), seen=1, by=cast.officer, at=now)
    with refused("service.member.same"):
        correct(member, Details(), seen=1, by=cast.officer, at=now)
    with refused("service.member.address"):
        correct(member, Details(address="屋" * 121), seen=1, by=cast.officer, at=now)
    with refused("service.member.difficulty"):
        correct(member, Details(difficulty="难" * 501), seen=1, by=cast.officer, at=now)
    with refused("service.member.needs"):
        correct(member, Details(needs=kinds_of(cast.department)), seen=1, by=cast.officer, at=now)
    with refused("service.member.not_contact", NotAllowed):
        correct(member, Details(phone="13900000000"), seen=1, by=cast.colleague, at=now)
    end(member, left_on=now.date(), by=cast.head, at=now)
    with refused("service.member.left"):
        correct(member, Details(phone="13900000000"), seen=1, by=cast.officer, at=now)


def test_the_form_shows_nothing_that_is_kept(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member, client = a_member(cast), client_of(cast.officer)
    address = reverse("service:correct_member", args=[member.pk])

    page = client.get(address)
    assert not any(words in page.text for words in (PHONE, ADDRESS, NEED))
    seen = page.context["form"].initial["seen"]
    needs = page.context["form"].initial["needs"]
    correct(member, Details(difficulty="腿摔伤了"), seen=1, by=cast.head, at=now)
    late = client.post(address, {"seen": seen, "needs": needs, "address": "下屋 9 号", "once": "k1"})

    assert late.status_code == 409
    assert "下屋 9 号" in late.text
    assert Member.objects.get(pk=member.pk).address == ADDRESS
    done = client.post(address, {"seen": 2, "needs": needs, "address": "下屋 9 号", "once": "k2"})
    assert done.status_code == 302
    assert Member.objects.get(pk=member.pk).address == "下屋 9 号"
