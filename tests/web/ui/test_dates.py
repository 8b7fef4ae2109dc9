"""How days, instants and numbers are written."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from sanxin.web import dates


@pytest.mark.usefixtures("now")
def test_a_day_in_a_table_and_in_a_sentence() -> None:
    day = date(2026, 11, 18)

    assert dates.month_day(day) == "11-18"
    assert dates.month_day_long(day) == "11 月 18 日"
    assert dates.weekday(day) == "周三"
    assert dates.day_of_week(day) == "11 月 18 日 周三"
    assert dates.iso_day(day) == "2026-11-18"


@pytest.mark.usefixtures("now")
def test_a_day_of_another_year_says_so() -> None:
    assert dates.month_day_long(date(2025, 1, 5)) == "2025 年 1 月 5 日"


@pytest.mark.usefixtures("now")
def test_a_day_in_english() -> None:
    with translation.override("en"):
        assert dates.month_day_long(date(2026, 11, 18)) == "18 Nov"
        assert dates.month_day_long(date(2025, 11, 18)) == "18 Nov 2025"
        assert dates.day_of_week(date(2026, 11, 18)) == "Wed 18 Nov"
        assert dates.listed(["竹坑村", 3]) == "竹坑村, 3"


@pytest.mark.usefixtures("now")
def test_an_instant_is_shown_where_the_office_is() -> None:
    late = datetime(2026, 11, 18, 16, 30, tzinfo=UTC)

    assert dates.minute(late) == "11-19 00:30"
    assert dates.month_day(late) == "11-19"


def test_numbers_have_thousands() -> None:
    assert [dates.number(1260), dates.number("9.6", 2), dates.number(None)] == ["1,260", "9.60", ""]


def test_a_list_has_the_comma_of_the_language() -> None:
    assert dates.listed(["班车", "水渠"]) == "班车、水渠"


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("items", "item"),
        ("people", "person"),
        ("steps", "step"),
        ("members in difficulty", "member in difficulty"),
        ("ledger items", "ledger item"),
    ],
)
def test_one_thing_takes_no_plural(unit: str, one: str) -> None:
    with translation.override("en"):
        assert (dates.counter(unit, 1), dates.counter(unit, 2), dates.counter(unit, 0)) == (one, unit, unit)
    assert dates.counter("件", 1) == "件"


def test_what_is_not_there_is_blank() -> None:
    assert dates.day_of_week(None) == ""
    assert dates.month_day(None) == dates.month_day_long(None) == dates.minute(None) == dates.weekday(None) == ""
