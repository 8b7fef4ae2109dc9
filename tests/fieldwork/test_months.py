"""The month proposed to an officer, and what leaders see of everybody's."""

from datetime import date, timedelta

import pytest

from sanxin.fieldwork.actions import outings
from sanxin.fieldwork.models import Outing
from sanxin.fieldwork.queries.months import month_of
from sanxin.fieldwork.rules.months import Stop, after, before, route, spread
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.people.models import Unit
from tests.cast import Cast
from tests.fieldwork.visit_builders import LEAK, QUESTION, a_visit
from tests.service.builders import refused
from tests.service.member_builders import a_member
from tests.sync.phones import SignIn

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
DAYS = [date(2026, 11, day) for day in (19, 20, 23, 24, 25, 26, 27, 30)]


@pytest.fixture
def own(cast: Cast) -> Cast:
    """程晓岚 keeps contact with members of both villages."""
    a_member(cast)
    a_member(cast, name="吴桂英", village=cast.other_village)
    return cast


def test_months_lead_to_each_other() -> None:
    assert (after(NOVEMBER), before(DECEMBER), after(DECEMBER)) == (DECEMBER, NOVEMBER, date(2027, 1, 1))


def test_on_to_the_nearest_where_all_are_known_else_township_by_township() -> None:
    far, near, start = (
        Stop("far", "1/9", (28.9, 117.4)),
        Stop("near", "2/1", (28.5, 117.1)),
        Stop("a", "1/1", (28.5, 117.0)),
    )

    assert [stop.key for stop in route([far, near, start])] == ["a", "near", "far"]
    assert [stop.key for stop in route([far, near, Stop("b", "1/2")])] == ["b", "far", "near"]


def test_evenly_over_the_month_and_not_on_somebodys_heels() -> None:
    stops = [Stop(key, key) for key in "abcd"]

    assert list(spread(stops, DAYS, {}).values()) == [DAYS[0], DAYS[2], DAYS[4], DAYS[6]]
    crowded = spread(stops, DAYS, {"a": {DAYS[0]}, "b": {DAYS[1]}})
    assert crowded["a"] == DAYS[2]  # the 19th somebody is there, the 20th would follow at once
    assert crowded["b"] == DAYS[2]  # the Monday after a Friday is no heel
    assert spread(stops, [], {})["a"] is None


def test_what_is_due_and_what_is_done(own: Cast) -> None:
    a_visit(own, days_ago=4)

    shown = month_of(own.officer, NOVEMBER, clock.today())

    assert shown.days == DAYS
    due, done = shown.rows
    assert (due.village, due.on, due.done_on, due.members) == (own.other_village, DAYS[0], None, 1)
    assert (done.village, done.done_on) == (own.village, clock.today() - timedelta(days=4))


def test_somebody_elses_visit_of_yesterday_moves_the_proposal(own: Cast) -> None:
    a_visit(own, by=own.colleague, days_ago=1)

    rows = {row.village: row for row in month_of(own.officer, NOVEMBER, clock.today()).rows}

    assert rows[own.village].on == DAYS[1]
    assert rows[own.village].others_on == clock.today() - timedelta(days=1)


def test_moving_to_another_day_and_to_no_day(own: Cast) -> None:
    outings.move(own.village, month=NOVEMBER, on=DAYS[5], by=own.officer, at=clock.now())
    outings.move(own.other_village, month=NOVEMBER, on=None, by=own.officer, at=clock.now())

    rows = {row.village: row for row in month_of(own.officer, NOVEMBER, clock.today()).rows}
    assert (rows[own.village].on, rows[own.village].is_moved) == (DAYS[5], True)
    assert (rows[own.other_village].on, rows[own.other_village].is_moved) == (None, True)


def test_moves_that_cannot_be(own: Cast) -> None:
    for day in (date(2026, 11, 18), date(2026, 11, 21), date(2026, 12, 1)):
        with refused("fieldwork.outing.day"):
            outings.move(own.village, month=NOVEMBER, on=day, by=own.officer, at=clock.now())
    with refused("fieldwork.outing.not_own"):
        outings.move(own.village, month=NOVEMBER, on=DAYS[1], by=own.colleague, at=clock.now())
    assert not Outing.objects.exists()


def test_the_page_moves_by_a_plain_select(own: Cast, client_of: SignIn) -> None:
    client = client_of(own.officer)
    page = client.get("/fieldwork/month/").content.decode()
    assert "2026-11 去哪些村" in page
    assert "竹坑村" in page

    form = {"once": str(new_id()), "month": "2026-11", "on": "2026-11-27"}
    assert client.post(f"/fieldwork/month/{own.village.pk}/move/", form).status_code == 302
    assert client.post(f"/fieldwork/month/{own.village.pk}/move/", form | {"once": "2", "on": "x"}).status_code == 422

    assert Outing.objects.get().on == date(2026, 11, 27)


def test_without_own_villages_the_page_says_how_they_come(cast: Cast, client_of: SignIn) -> None:
    assert "还没有归您联系的村" in client_of(cast.officer).get("/fieldwork/month/?month=nonsense").content.decode()


def test_the_month_asks_the_same_number_of_questions(
    own: Cast, client_of: SignIn, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        village = Unit(code=f"3602811062{number + 20}", name=f"第{number}村", level="village", parent=own.town).settle()
        village.save(force_insert=True)
        a_member(own, name=f"方{number}", village=village)
    client = client_of(own.officer)
    client.get("/fieldwork/month/")

    with django_assert_max_num_queries(16):  # type: ignore[operator]
        page = client.get("/fieldwork/month/").content.decode()
    assert page.count("改到哪天") > 30


def test_leaders_see_totals_of_units_and_nobody(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast, LEAK, QUESTION, people=4)
    a_visit(cast, by=cast.colleague, place=cast.other_village, people=2)
    a_visit(cast, days_ago=40, people=9)

    page = client_of(cast.leader).get("/fieldwork/totals/").content.decode()

    row = page[page.index("<tbody>") : page.index("</tbody>")]
    cells = [part.split("</td>")[0] for part in row.split('">')[1:]]
    assert "市委组织部" in row
    assert [cell for cell in cells if cell.isdigit()] == ["2", "2", "6", "1", "1"]
    assert not [person for person in (cast.officer, cast.colleague) if person.name in page]
    text = b"".join(client_of(cast.leader).get("/fieldwork/totals/export/?format=csv").streaming_content)  # type: ignore[attr-defined]
    assert "市委组织部,2,2,6,1,1" in text.decode("utf-8-sig")


def test_a_leader_of_another_county_sees_nothing_of_ours(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast)

    assert client_of(cast.stranger).get("/fieldwork/totals/").status_code == 403
    assert "还没有走访记下来" in client_of(cast.leader).get("/fieldwork/totals/?month=2025-01").content.decode()
