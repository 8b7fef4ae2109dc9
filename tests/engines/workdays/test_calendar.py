"""Working days: exact on known years, lawful on any."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxin_engines.workdays import Calendar, Day, Kind, Status, add_months, statutory_days

OCTOBER = [Day(date(2026, 10, n), Kind.OFF, "国庆节") for n in range(1, 8)] + [
    Day(date(2026, 10, 10), Kind.WORK, "国庆节调休")
]
KNOWN = Calendar(OCTOBER, {2026})
EMPTY = Calendar([], set())
days = st.dates(date(1950, 1, 1), date(2098, 12, 31))


def test_a_holiday_is_skipped_and_a_make_up_saturday_counts() -> None:
    assert KNOWN.add(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert KNOWN.add(date(2026, 10, 9), 1) == date(2026, 10, 10)
    assert KNOWN.between(date(2026, 9, 30), date(2026, 10, 10)) == 3


def test_time_left_is_zero_on_the_day_and_negative_after() -> None:
    due = date(2026, 11, 18)

    assert [KNOWN.between(today, due) for today in (date(2026, 11, 17), due, date(2026, 11, 19))] == [1, 0, -1]


def test_an_unknown_year_is_provisional_and_never_an_error() -> None:
    assert EMPTY.status(date(2027, 1, 4)) == Status.PROVISIONAL
    assert EMPTY.is_workday(date(2027, 1, 4))
    assert not EMPTY.is_workday(date(2027, 2, 8))  # a Monday, the third day of the year of the Goat
    assert KNOWN.status(date(2026, 3, 5)) == Status.OFFICIAL


def test_of_an_announced_year_only_the_notice_counts() -> None:
    assert Calendar([], {2027}).is_workday(date(2027, 2, 8))


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 10, 10), date(2026, 10, 10)),
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 11, 21), date(2026, 11, 23)),
    ],
)
def test_no_days_later_is_the_day_itself_or_the_next_one_worked(day: date, then: date) -> None:
    assert KNOWN.add(day, 0) == then


@pytest.mark.parametrize("day", ["1984-04-04", "1999-04-05", "2000-04-04", "2025-04-04", "2026-04-05"])
def test_qingming_as_almanacs_have_it(day: str) -> None:
    on = date.fromisoformat(day)

    assert [one.on for one in statutory_days(on.year) if one.name == "清明节"] == [on]


@pytest.mark.parametrize(("year", "count"), [(1899, 7), (1900, 13), (2099, 13), (2100, 7)])
def test_where_the_lunar_table_ends_the_solar_days_are_given(year: int, count: int) -> None:
    assert len(statutory_days(year)) == count


def test_a_local_day_wins() -> None:
    feast = Day(date(2026, 3, 5), Kind.OFF, "县庆", Status.LOCAL)
    calendar = Calendar([*OCTOBER, feast], {2026})

    assert not calendar.is_workday(feast.on)
    assert calendar.status(feast.on) == Status.LOCAL


def test_statutory_days_of_2027() -> None:
    assert [(day.on.isoformat(), day.name) for day in statutory_days(2027)] == [
        ("2027-01-01", "元旦"),
        ("2027-02-05", "春节"),
        ("2027-02-06", "春节"),
        ("2027-02-07", "春节"),
        ("2027-02-08", "春节"),
        ("2027-04-05", "清明节"),
        ("2027-05-01", "劳动节"),
        ("2027-05-02", "劳动节"),
        ("2027-06-09", "端午节"),
        ("2027-09-15", "中秋节"),
        ("2027-10-01", "国庆节"),
        ("2027-10-02", "国庆节"),
        ("2027-10-03", "国庆节"),
    ]


@given(days, st.integers(1, 300))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    later = EMPTY.add(day, count)

    assert EMPTY.between(day, later) == count
    assert EMPTY.is_workday(later)


@given(days, days)
def test_counting_is_a_difference(first: date, last: date) -> None:
    assert EMPTY.between(first, last) == -EMPTY.between(last, first)


@given(days, st.integers(0, 400))
def test_counting_equals_looking_at_each_day(first: date, length: int) -> None:
    each = [first + timedelta(n) for n in range(1, length + 1)]

    assert EMPTY.between(first, first + timedelta(length)) == sum(EMPTY.is_workday(day) for day in each)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_a_month_later_is_clamped_to_the_months_end(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then
