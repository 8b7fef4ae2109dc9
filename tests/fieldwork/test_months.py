"""The month proposed to an officer, and what leaders see of everybody's."""

from datetime import date, timedelta

import pytest

from sanxin.fieldwork.actions import outings
from sanxin.fieldwork.models import Outing
from sanxin.fieldwork.queries.months import month_of
from sanxin.fieldwork.rules.months import Stop, after, before, route, spread, tours, weeks
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.people.models import Unit
from sanxin.service.models import Member
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


def test_the_way_is_cut_into_days_of_neighbours() -> None:
    near = [Stop(key, f"1/{key}", (28.5, 117 + number / 100)) for number, key in enumerate("abcd")]
    same_town = [Stop("x", "36/8/1/"), Stop("y", "36/8/2/"), Stop("z", "36/9/1/")]

    assert [[stop.key for stop in way] for way in tours(near)] == [["a", "b", "c"], ["d"]]
    assert [[stop.key for stop in way] for way in tours(same_town)] == [["x", "y"], ["z"]]
    crowded = spread(same_town, DAYS, {"x": set(DAYS)})
    assert (crowded["x"], crowded["y"]) == (None, DAYS[0])  # no day for both: each on its own


def test_weeks_cover_the_month_from_monday() -> None:
    covered = weeks(NOVEMBER)

    assert (covered[0][0], covered[-1][-1], len(covered)) == (date(2026, 10, 26), date(2026, 12, 6), 6)


def test_evenly_over_the_month_and_not_on_somebodys_heels() -> None:
    stops = [Stop(key, key) for key in "abcd"]

    assert list(spread(stops, DAYS, {}).values()) == [DAYS[0], DAYS[2], DAYS[4], DAYS[6]]
    crowded = spread(stops, DAYS, {"a": {DAYS[0]}, "b": {DAYS[1]}})
    assert crowded["a"] == DAYS[2]  # the 19th somebody is there, the 20th would follow at once
    assert crowded["b"] == DAYS[2]  # the Monday after a Friday is no heel
    assert spread(stops, [], {})["a"] is None


def test_what_is_due_and_what_is_done(own: Cast) -> None:
    a_visit(own, days_ago=4, member=Member.objects.get(village=own.village))

    shown = month_of(own.officer, NOVEMBER, clock.today())

    assert shown.days == DAYS
    due, done = shown.rows
    assert (due.village, due.on, due.is_done, due.members_due) == (own.other_village, DAYS[0], False, 1)
    assert (done.village, done.done_on) == (own.village, clock.today() - timedelta(days=4))
    assert (done.is_done, done.members, done.members_due) == (True, 1, 0)


def test_a_village_seen_without_its_member_is_still_due(own: Cast) -> None:
    a_visit(own, days_ago=4)

    row = next(row for row in month_of(own.officer, NOVEMBER, clock.today()).rows if row.village == own.village)

    assert (row.is_done, row.members_due, row.on) == (False, 1, DAYS[0])


def test_a_member_called_on_at_home_counts_for_the_village(own: Cast) -> None:
    a_visit(own, place=None, member=Member.objects.get(village=own.village))

    row = next(row for row in month_of(own.officer, NOVEMBER, clock.today()).rows if row.village == own.village)

    assert row.is_done


def test_neighbours_on_the_way_share_a_day(own: Cast) -> None:
    rows = month_of(own.officer, NOVEMBER, clock.today()).rows

    assert [row.on for row in rows] == [DAYS[0], DAYS[0]]


def test_the_calendar_shows_every_village_on_its_day(own: Cast) -> None:
    outings.move(own.other_village, month=NOVEMBER, on=None, by=own.officer, at=clock.now())

    shown = month_of(own.officer, NOVEMBER, clock.today())

    fields = [day for week in shown.weeks for day in week]
    assert [day.day.day for day in fields if day] == list(range(1, 31))
    assert [day.day for day in fields if day and day.is_open] == DAYS
    assert [(day.day, [row.village for row in day.rows]) for day in fields if day and day.rows] == [
        (DAYS[0], [own.village])
    ]
    assert [row.village for row in shown.unplaced] == [own.other_village]


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
