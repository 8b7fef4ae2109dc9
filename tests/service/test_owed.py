"""Who owes an answer to whom, told from rows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.roles import Role
from sanxin.people.models import Person, Post
from sanxin.service.actions.links import tie
from sanxin.service.actions.replies import tell
from sanxin.service.actions.voices import hear_many
from sanxin.service.models import Voice
from sanxin.service.queries.owed import by_item, owed_by, owed_in
from sanxin.service.queries.waiting import waiting_for
from tests.cast import Cast
from tests.service.builders import BUS, a_debt, a_voice, an_item, refused, struck_off
from tests.service.test_hear_many import rows

ClientOf = Callable[[Person], Client]


def test_nothing_is_owed_before_the_strike_off(cast: Cast, now: datetime) -> None:
    tie([a_voice(cast)], an_item(cast), by=cast.officer, at=now)

    assert not owed_by(cast.officer, now.date()).exists()


def test_who_heard_it_owes_the_answer(cast: Cast, now: datetime) -> None:
    a_debt(cast, voices=4, by=cast.colleague)

    assert owed_by(cast.colleague, now.date()).count() == 4
    assert not owed_by(cast.officer, now.date()).exists()
    assert not owed_by(cast.head, now.date()).exists()


def test_who_left_owes_nothing_the_owner_does(cast: Cast, now: datetime) -> None:
    a_debt(cast, by=cast.colleague)

    cast.colleague.left_on = now.date()
    cast.colleague.save()

    assert owed_by(cast.officer, now.date()).count() == 1


def test_who_became_a_leader_reads_it_no_more_the_owner_answers(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    [voice], row = a_debt(cast, by=cast.colleague)
    page = reverse("service:tell", args=[row.item_id])
    assert BUS in client_of(cast.colleague).get(page).content.decode()

    Post.objects.filter(person=cast.colleague).update(role=Role.LEADER, unit=cast.department)
    promoted = Person.objects.get(pk=cast.colleague.pk)

    assert client_of(promoted).get(page).status_code == 404
    assert not owed_by(promoted, now.date()).exists()
    assert owed_by(cast.officer, now.date()).count() == 1
    with refused("service.reply.not_yours", NotAllowed):
        tell(voice, row, by=promoted, words="通车了", channel="visit", solved="yes", at=now)


def test_a_list_nobody_heard_is_owed_by_the_owner(cast: Cast, now: datetime) -> None:
    hear_many(rows(now), office=cast.department, by=cast.colleague, at=now)
    item = an_item(cast)
    tie(list(Voice.objects.all()), item, by=cast.officer, at=now)
    struck_off(cast, item)

    assert owed_by(cast.officer, now.date()).count() == 3
    assert by_item(owed_by(cast.officer, now.date()), now.date())[0].people == 2


def test_an_owner_outside_the_desk_leaves_it_to_the_section_head(cast: Cast, now: datetime) -> None:
    hear_many(rows(now), office=cast.department, by=cast.officer, at=now)
    item = an_item(cast, owner=cast.handler)
    tie(list(Voice.objects.all()), item, by=cast.officer, at=now)
    struck_off(cast, item)

    assert not owed_by(cast.handler, now.date()).exists()
    assert owed_by(cast.head, now.date()).count() == 3


def test_an_answer_ends_the_debt(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast)

    tell(voice, row, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)

    assert not owed_by(cast.officer, now.date()).exists()


def test_reopened_owes_nothing_until_struck_off_again(cast: Cast, now: datetime) -> None:
    [first, other], row = a_debt(cast, voices=2)
    tell(first, row, by=cast.officer, words="通车了", channel="visit", solved="no", at=now)
    assert not owed_by(cast.officer, now.date()).exists()

    item = row.item
    item.refresh_from_db()
    struck_off(cast, item)

    assert owed_by(cast.officer, now.date()).count() == 2
    assert other.item_rows.count() == 1


def test_a_head_sees_what_the_office_owes(cast: Cast, now: datetime) -> None:
    a_debt(cast, voices=2, by=cast.colleague)

    assert owed_in([cast.department.id]).count() == 2


def test_five_working_days_turn_it_amber(cast: Cast, now: datetime) -> None:
    a_debt(cast, days_ago=7)
    a_debt(cast, days_ago=1)

    late, fresh = waiting_for(cast.officer, now.date())

    assert (late.light_kind, late.light_word) == ("amber", "欠 5 日")
    assert (fresh.light_kind, fresh.light_word) == ("green", "欠 1 日")
    assert late.title == "“竹坑村至镇区班车停运”办好了，告诉提意见的 1 位"
    assert late.section == "owed"


def test_an_ended_post_is_no_desk(cast: Cast, now: datetime) -> None:
    hear_many(rows(now), office=cast.department, by=cast.colleague, at=now)
    item = an_item(cast)
    tie(list(Voice.objects.all()), item, by=cast.officer, at=now)
    struck_off(cast, item)
    Post.objects.filter(person=cast.officer, role=Role.OFFICER).update(until=now.date() - timedelta(days=1))

    assert owed_by(cast.head, now.date()).count() == 3


def test_today_asks_the_same_however_much_is_owed(cast: Cast, now: datetime, django_assert_num_queries: object) -> None:
    for _ in range(3):
        a_debt(cast)
    waiting_for(cast.officer, now.date())
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        waiting_for(cast.officer, now.date())

    for _ in range(9):
        a_debt(cast, voices=2)
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        waiting_for(cast.officer, now.date())


QUERIES = 8
