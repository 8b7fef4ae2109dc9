"""When to go again, and what waits in Today for whoever keeps contact."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person
from sanxin.service.actions.helps import NewHelp, give, promise
from sanxin.service.actions.members import assign, end
from sanxin.service.actions.next_visits import agree
from sanxin.service.models import Member
from sanxin.service.queries.visited import visits_due
from sanxin.service.queries.waiting_members import waiting_for
from tests.cast import Cast
from tests.fieldwork.visit_builders import a_visit
from tests.service.builders import refused
from tests.service.member_builders import NAME, a_member

ClientOf = Callable[[Person], Client]
TODAY = date(2026, 11, 19)


def due_of(member: Member) -> date:
    return visits_due([member])[member.id].on


def waiting(person: Person, day: date = TODAY) -> list[Waiting]:
    return waiting_for(Person.objects.get(pk=person.pk), day)


def test_thirty_days_after_registering_then_after_the_last_visit(cast: Cast, settings: Any) -> None:
    member = a_member(cast)
    assert due_of(member) == date(2026, 12, 19)

    a_visit(cast, member=member, days_ago=10)
    a_visit(cast, member=member, days_ago=3)
    assert due_of(member) == date(2026, 12, 16)

    settings.MEMBER_VISIT_DAYS = 14
    assert due_of(member) == date(2026, 11, 30)


def test_a_day_agreed_on_goes_before_the_rule_until_somebody_was_there(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    a_visit(cast, member=member, days_ago=3)

    agree(member, on=TODAY + timedelta(days=6), by=cast.officer, at=now)

    due = visits_due([member])[member.id]
    assert (due.on, due.agreed, due.last) == (date(2026, 11, 25), True, date(2026, 11, 16))
    assert timeline(member.id)[0].text == "约好 2026-11-25 再去"
    agree(member, on=TODAY, by=cast.officer, at=now)
    assert due_of(member) == TODAY
    a_visit(cast, member=member)
    assert due_of(member) == date(2026, 12, 19)


def test_a_day_gone_by_too_far_off_the_list_or_by_others_is_refused(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    with refused("service.next_visit.past"):
        agree(member, on=TODAY - timedelta(days=1), by=cast.officer, at=now)
    with refused("service.next_visit.far"):
        agree(member, on=TODAY + timedelta(days=367), by=cast.officer, at=now)
    for who in (cast.colleague, cast.leader, cast.liaison, cast.auditor):
        with refused("service.member.not_contact", NotAllowed):
            agree(member, on=TODAY, by=who, at=now)
    end(member, left_on=TODAY, by=cast.head, at=now)
    with refused("service.member.left"):
        agree(member, on=TODAY, by=cast.head, at=now)


def test_from_the_page(cast: Cast, client_of: ClientOf) -> None:
    member, client = a_member(cast), client_of(cast.officer)
    address = reverse("service:next_visit", args=[member.pk])

    late = client.post(address, {"on": "2026-11-18", "once": "k1"})
    client.post(address, {"on": "2026-11-26", "once": "k2"})

    assert late.status_code == 422
    assert "这一天已经过了" in late.text
    assert due_of(member) == date(2026, 11, 26)


def test_a_promise_waits_for_whoever_keeps_contact_today(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    one = promise(member, kind="goods", due_on=TODAY + timedelta(days=2), by=cast.officer, at=now)

    row = waiting(cast.officer)[0]
    assert (row.title, row.light_kind, row.light_word) == ("答应方**：送物品", "amber", "还有 2 日")
    assert row.action_url.endswith(f"/help/?promise={one.pk.hex}")
    assert NAME not in row.title + row.meta
    assert waiting(cast.head) == []
    late = waiting(cast.officer, TODAY + timedelta(days=5))[0]
    assert (late.light_kind, late.light_word) == ("red", "过了 3 日")
    assert waiting(cast.officer, TODAY + timedelta(days=2))[0].light_word == "今天到日子"

    assign(member, contact=cast.colleague, by=cast.head, at=now)
    assert (len(waiting(cast.officer)), len(waiting(cast.colleague))) == (0, 1)
    give(member, NewHelp("goods", TODAY, promise=one), by=cast.colleague, at=now)
    assert waiting(cast.colleague) == []


def test_a_far_promise_and_one_to_somebody_who_left_do_not_wait(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    promise(member, kind="goods", due_on=TODAY + timedelta(days=15), by=cast.officer, at=now)
    assert waiting(cast.officer) == []
    assert len(waiting(cast.officer, TODAY + timedelta(days=1))) == 1

    end(member, left_on=TODAY, by=cast.head, at=now)

    assert waiting(cast.officer, TODAY + timedelta(days=1)) == []


def test_having_to_go_waits_from_its_day_on(cast: Cast) -> None:
    a_member(cast)
    assert waiting(cast.officer, date(2026, 12, 18)) == []

    row = waiting(cast.officer, date(2026, 12, 19))[0]

    assert (row.title, row.light_word) == ("去看方**", "该去看了")
    assert "还没有走访记录" in row.meta


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "administrator", "auditor", "stranger"])
def test_nothing_waits_for_others(cast: Cast, now: datetime, who: str) -> None:
    promise(a_member(cast), kind="goods", due_on=TODAY, by=cast.officer, at=now)

    assert waiting(getattr(cast, who)) == []


def test_today_shows_it(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    promise(a_member(cast), kind="goods", due_on=TODAY, by=cast.officer, at=now)

    assert "答应方**：送物品" in client_of(cast.officer).get("/").text


@pytest.mark.parametrize("rows", [3, 30])
def test_it_asks_the_same_however_many(cast: Cast, now: datetime, rows: int, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        member = a_member(cast, name=f"方某{number}")
        promise(member, kind="goods", due_on=TODAY, by=cast.officer, at=now)
    person = Person.objects.get(pk=cast.officer.pk)
    assert person.sight

    with django_assert_num_queries(4):
        assert len(waiting_for(person, date(2026, 12, 30))) == 2 * rows
