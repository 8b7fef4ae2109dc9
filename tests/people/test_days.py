"""A county's own days: seen by year, set and taken back by the administrator, told with what they move."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from sanxin.kernel import deadlines
from sanxin.kernel.days import calendar_of
from sanxin.kernel.models import CalendarDay, Event
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.actions import days
from sanxin.people.models import Person
from sanxin.people.queries.days import page_of_year
from sanxin_engines.workdays import Calendar, Kind
from tests.cast import Cast
from tests.people.builders import key

ClientOf = Callable[[Person], Client]
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def moving(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room whose only deadline is three days off."""

    def changed(county_id: UUID, before: Calendar, after: Calendar, today: date) -> int:
        due = today + timedelta(days=3)
        return int(before.between(today, due) != after.between(today, due))

    monkeypatch.setattr(deadlines, "_counts", [])
    deadlines.register("台账", changed)
    deadlines.register("别的", lambda *told: 0)


def test_a_day_off_of_ones_own(cast: Cast, now: datetime, moving: None) -> None:
    changed = days.set_day(cast.county, FRIDAY, Kind.OFF, reason=" 县庆 ", by=cast.administrator, at=now)

    assert not calendar_of(cast.county.id).is_workday(FRIDAY)
    assert [(one.label, one.count) for one in changed.moved] == [("台账", 1)]
    event = Event.objects.get(name="kernel.days.local_off")
    assert (event.text, event.who) == ("本地另定 2026-11-20 放假：县庆", "柯明")


def test_a_day_that_moves_nothing(cast: Cast, now: datetime, moving: None) -> None:
    changed = days.set_day(cast.county, date(2026, 12, 25), Kind.OFF, reason="县庆", by=cast.administrator, at=now)

    assert changed.moved == []


def test_taken_back_it_is_an_ordinary_day(cast: Cast, now: datetime, moving: None) -> None:
    days.set_day(cast.county, SATURDAY, Kind.WORK, reason="抗洪调班", by=cast.administrator, at=now)

    changed = days.drop_day(cast.county, SATURDAY, by=cast.administrator, at=now)

    assert not calendar_of(cast.county.id).is_workday(SATURDAY)
    assert changed.moved[0].count == 1
    with pytest.raises(Refused, match="没有本地另定"):
        days.drop_day(cast.county, SATURDAY, by=cast.administrator, at=now)


@pytest.mark.parametrize(
    ("on", "kind", "reason", "code"),
    [
        (SATURDAY, Kind.OFF, "县庆", "people.day.rests"),
        (FRIDAY, Kind.WORK, "县庆", "people.day.works"),
        (FRIDAY, Kind.OFF, " ", "people.day.no_reason"),
        (FRIDAY, Kind.OFF, "长" * 41, "people.day.long"),
        (date(2025, 12, 31), Kind.OFF, "县庆", "people.day.far"),
        (date(2029, 1, 1), Kind.OFF, "县庆", "people.day.far"),
    ],
)
def test_what_is_refused(cast: Cast, now: datetime, on: date, kind: Kind, reason: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        days.set_day(cast.county, on, kind, reason=reason, by=cast.administrator, at=now)

    assert refusal.value.code == code
    assert not CalendarDay.objects.filter(county_id=cast.county.id).exists()


def test_a_day_is_decided_once(cast: Cast, now: datetime) -> None:
    days.set_day(cast.county, FRIDAY, Kind.OFF, reason="县庆", by=cast.administrator, at=now)

    with pytest.raises(Refused, match="先取消原来的"):
        days.set_day(cast.county, FRIDAY, Kind.WORK, reason="又上班", by=cast.administrator, at=now)


def test_only_the_countys_administrator_may(cast: Cast, now: datetime) -> None:
    for by in (cast.leader, cast.stranger_administrator):
        with pytest.raises(NotAllowed):
            days.set_day(cast.county, FRIDAY, Kind.OFF, reason="县庆", by=by, at=now)
        with pytest.raises(NotAllowed):
            days.drop_day(cast.county, FRIDAY, by=by, at=now)


def test_the_page_shows_a_year_and_how_sure_it_is(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.administrator)

    this, next_year = client.get("/people/days/").text, client.get("/people/days/?year=2027").text

    assert "2026 年有" in this
    assert "国庆" in this
    assert "已公布" in this
    assert "放假通知还没公布" not in this
    assert "2027 年的放假通知还没公布" in next_year
    assert "推算" in next_year


def test_a_feast_is_one_line_and_a_day_of_ones_own_another(cast: Cast, now: datetime) -> None:
    days.set_day(cast.county, date(2026, 10, 8), Kind.OFF, reason="国庆节", by=cast.administrator, at=now)

    page = page_of_year(cast.county.id, 2026)

    october = [(line.first.day, line.last.day, line.many) for line in page.lines if line.first.month == 10]
    assert october == [(1, 7, 7), (8, 8, 1), (10, 10, 1)]
    assert len([day for day in page.days if day.first.month == 10]) == 9


@pytest.mark.parametrize("year", ["x", "0000", "99999", "1066", ""])
def test_a_year_nobody_means_is_near_enough(cast: Cast, client_of: ClientOf, year: str) -> None:
    assert client_of(cast.administrator).get("/people/days/", {"year": year}).status_code == 200


def test_set_and_taken_back_by_page(cast: Cast, client_of: ClientOf, moving: None) -> None:
    client = client_of(cast.administrator)
    form = {"on": "2026-11-20", "kind": "off", "reason": "县庆", "source": "乐府办〔2026〕9 号"}

    refused = client.post("/people/days/new/", key() | form | {"on": "2026-11-21"})
    shown = client.post("/people/days/new/", key() | form, follow=True).text
    dropped = client.post("/people/days/2026-11-20/drop/", key(), follow=True).text

    assert refused.status_code == 422
    assert "本来就休息" in refused.text
    assert "台账：1 件的灯变了" in shown
    assert "本地另定" in shown
    assert "乐府办〔2026〕9 号" in shown
    assert "取消本地另定的 2026-11-20" in dropped
    assert client.post("/people/days/someday/drop/", key()).status_code == 404


def test_the_year_as_a_file(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.administrator).get("/people/days/export/?year=2026&format=csv")

    file = b"".join(answer).decode("utf-8-sig")
    assert "国庆" in file
    assert "已公布" in file
