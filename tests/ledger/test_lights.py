"""One shape and one word, by working days left."""

from datetime import date, datetime

import pytest

from sanxin.kernel.days import calendar_of
from sanxin.ledger.queries.days import counting, light_of
from sanxin.ledger.rules.lights import Light, days_left, light_of_days, light_of_item
from sanxin.ledger.rules.stages import Stage
from tests.cast import Cast
from tests.ledger.builders import item_for


@pytest.mark.parametrize(
    ("days", "light"),
    [
        (-3, Light("red", "超期 3 日")),
        (0, Light("amber", "今日到期")),
        (1, Light("amber", "剩 1 日")),
        (3, Light("amber", "剩 3 日")),
        (4, Light("green", "剩 4 日")),
    ],
)
def test_the_deadline_colours_the_light(days: int, light: Light) -> None:
    assert light_of_days(days) == light
    assert light_of_item(Stage.IN_PROGRESS, days_left=days) == light


@pytest.mark.parametrize(
    ("stage", "suspended_until", "light"),
    [
        (Stage.STRUCK_OFF, None, Light("done", "已销号")),
        (Stage.IN_PROGRESS, date(2026, 12, 10), Light("off", "暂停至 12-10")),
        (Stage.STRIKE_OFF_REQUESTED, None, Light("wait", "待核验")),
        (Stage.HANDED_BACK, None, Light("wait", "退回")),
    ],
)
def test_some_states_go_before_the_deadline(stage: Stage, suspended_until: date | None, light: Light) -> None:
    assert light_of_item(stage, days_left=-9, suspended_until=suspended_until) == light


@pytest.mark.parametrize(
    ("counted", "due_on", "left"),
    [(0, date(2026, 11, 20), -1), (0, date(2026, 11, 21), 0), (0, date(2026, 11, 22), 1), (1, date(2026, 11, 23), 1)],
)
def test_around_a_weekend_nothing_is_due_today_but_today(counted: int, due_on: date, left: int) -> None:
    saturday = date(2026, 11, 21)

    assert days_left(counted, today=saturday, due_on=due_on) == left


def test_the_weekend_does_not_count(cast: Cast, now: datetime) -> None:
    item = item_for(cast, due_on=date(2026, 11, 23))

    light = light_of(item, left=counting(calendar_of(cast.county.id), now.date()), today=now.date())

    assert light == Light("amber", "剩 2 日")
