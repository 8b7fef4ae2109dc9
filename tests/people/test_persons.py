"""Add people to the list, correct them, note who has left."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import Role
from sanxin.people.actions import invitations, persons
from sanxin.people.models import Invitation, Person, Post
from tests.cast import Cast
from tests.people.builders import person_of, post

TODAY = date(2026, 11, 19)


def test_an_administrator_adds_somebody(cast: Cast, now: datetime) -> None:
    made = persons.add(
        cast.county, name=" 方 敏 ", staff_number="lp100", phone="138 1234 2210", by=cast.administrator, at=now
    )

    read = Person.objects.get(pk=made.pk)
    assert (read.name, read.staff_number, read.phone) == ("方 敏", "lp100", "13812342210")
    assert [event.name for event in timeline(made.id)] == ["people.person.added"]


def test_a_phone_is_not_readable_in_the_database(cast: Cast, now: datetime) -> None:
    made = persons.add(cast.county, name="方敏", staff_number="lp100", phone="13812342210", by=None, at=now)

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_person WHERE staff_number = 'lp100'")
        stored = cursor.fetchone()[0]
    assert "2210" not in stored
    assert "13812342210" not in str([event.facts for event in timeline(made.id)])


def test_an_officer_may_not_add_people(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed) as refusal:
        persons.add(cast.county, name="方敏", staff_number="lp100", by=cast.officer, at=now)

    assert refusal.value.code == "people.not_administrator"


def test_an_administrator_of_another_county_may_not(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        persons.add(cast.county, name="方敏", staff_number="lp100", by=cast.stranger_administrator, at=now)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "  "}, "people.name.empty"),
        ({"name": "长" * 61}, "people.name.long"),
        ({"staff_number": "lp001"}, "people.person.number_taken"),
        ({"phone": "打不通"}, "people.phone.odd"),
    ],
)
def test_what_cannot_be_meant_is_refused(cast: Cast, now: datetime, told: dict[str, str], code: str) -> None:
    words = {"name": "方敏", "staff_number": "lp100"} | told

    with pytest.raises(Refused) as refusal:
        persons.add(cast.county, **words, by=cast.administrator, at=now)

    assert refusal.value.code == code
    assert Person.objects.filter(name="方敏").count() == 0


def test_the_same_number_is_free_in_another_county(cast: Cast, now: datetime) -> None:
    persons.add(cast.county, name="方敏", staff_number="fl001", by=cast.administrator, at=now)

    assert Person.objects.filter(staff_number="fl001").count() == 2


def test_a_correction_is_one_event_and_no_change_is_none(cast: Cast, now: datetime) -> None:
    persons.rename(cast.officer, name="程晓兰", by=cast.administrator, at=now)
    persons.rename(cast.officer, name="程晓兰", by=cast.administrator, at=now)

    assert Person.objects.get(pk=cast.officer.pk).name == "程晓兰"
    assert [event.name for event in timeline(cast.officer.id)] == ["people.person.corrected"]


def test_a_correction_to_a_taken_number_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        persons.rename(cast.officer, name="程晓岚", staff_number="lp002", by=cast.administrator, at=now)

    assert refusal.value.field == "staff_number"


def test_who_leaves_loses_posts_account_and_invitations(cast: Cast, now: datetime) -> None:
    Post.objects.create(person=cast.officer, unit=cast.town, role=Role.LIAISON, since=TODAY + timedelta(days=30))
    invitations.invite(cast.officer, by=cast.administrator, at=now)

    persons.leave(cast.officer, on=TODAY, by=cast.administrator, at=now)

    held = Post.objects.filter(person=cast.officer)
    assert [row.until for row in held] == [TODAY]
    cast.officer.user.refresh_from_db()
    assert not cast.officer.user.is_active
    assert not Invitation.objects.open(now).exists()
    assert timeline(cast.officer.id)[0].text == "离开，任职至 2026-11-19 止"


def test_a_post_that_ended_before_keeps_its_end(cast: Cast, now: datetime) -> None:
    somebody = person_of(cast.county, "lp100")
    earlier = post(somebody, cast.section)
    earlier.until = date(2021, 1, 1)
    earlier.save()

    persons.leave(somebody, on=TODAY, by=cast.administrator, at=now)

    earlier.refresh_from_db()
    assert earlier.until == date(2021, 1, 1)


def test_nobody_leaves_twice_or_by_their_own_hand(cast: Cast, now: datetime) -> None:
    persons.leave(cast.officer, on=TODAY, by=cast.administrator, at=now)

    with pytest.raises(Refused) as twice:
        persons.leave(cast.officer, on=TODAY, by=cast.administrator, at=now)
    with pytest.raises(NotAllowed) as oneself:
        persons.leave(cast.administrator, on=TODAY, by=cast.administrator, at=now)

    assert (twice.value.code, oneself.value.code) == ("people.person.left", "people.oneself")


def test_seeing_a_whole_phone_number_leaves_a_trace(cast: Cast, now: datetime) -> None:
    somebody = person_of(cast.county, "lp100", phone="13812342210")

    seen = persons.see_phone(somebody, reason="汛期值班通知", by=cast.administrator, at=now)

    event = timeline(somebody.id)[0]
    assert seen == "13812342210"
    assert (event.text, event.who) == ("查看完整电话，事由：汛期值班通知", "柯明")


def test_no_reason_no_phone(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        persons.see_phone(cast.officer, reason="  ", by=cast.administrator, at=now)

    assert refusal.value.code == "people.person.no_reason"
