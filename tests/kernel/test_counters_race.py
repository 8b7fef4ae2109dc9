"""Numbers people quote have no gaps and no repeats, however many draw at once.

Two-sided: with the locks switched off the race is shown to happen, with them it never does.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from sanxin.kernel import locks
from sanxin.kernel.actions import action
from sanxin.kernel.counters import draw
from sanxin.kernel.ids import NIL, new_id
from sanxin.kernel.models import Counter

THREADS = 32
EACH = 4
Together = Callable[..., list[Any]]


@action
def number(series: str = "race") -> int:
    return draw(NIL, series, 2026)


def several() -> list[int]:
    return [number() for _ in range(EACH)]


def drawn(results: list[Any]) -> list[int]:
    """All numbers; a thread that failed fails the test."""
    for result in results:
        if isinstance(result, Exception):
            raise result
    return sorted(one for result in results for one in result)


def test_without_locks_two_people_get_the_same_number(together: Together) -> None:
    number()
    with locks.switched_off():
        numbers = drawn(together(*[several] * THREADS))

    assert len(set(numbers)) < len(numbers)


def test_with_locks_there_is_never_a_gap_or_a_repeat(together: Together) -> None:
    numbers = drawn(together(*[several] * THREADS))

    assert numbers == list(range(1, THREADS * EACH + 1))
    assert Counter.objects.get(series="race").value == THREADS * EACH


def test_a_number_drawn_by_an_act_that_fails_is_drawn_again(together: Together) -> None:
    @action
    def fail() -> None:
        draw(NIL, "race", 2026)
        raise ZeroDivisionError

    results = together(*[partial(_number_unless, fail, fails=index % 2 == 0) for index in range(THREADS)])

    assert drawn(results) == list(range(1, THREADS // 2 + 1))


def test_the_first_numbers_of_a_series_are_drawn_at_once(together: Together) -> None:
    """Nobody has made the counter's row yet: all try, one makes it."""
    series = [f"series {n % 2}" for n in range(THREADS)]

    results = together(*[partial(number, one) for one in series])

    for name in ("series 0", "series 1"):
        got = sorted(result for result, one in zip(results, series, strict=True) if one == name)
        assert got == list(range(1, THREADS // 2 + 1))


@pytest.mark.django_db
def test_counties_and_years_count_for_themselves() -> None:
    one, other = new_id(), new_id()

    drawn_numbers = [draw(one, "s", 2026), draw(one, "s", 2026), draw(other, "s", 2026), draw(one, "s", 2027)]

    assert drawn_numbers == [1, 2, 1, 1]


@pytest.mark.django_db
def test_many_are_drawn_in_one_go() -> None:
    assert draw(NIL, "s", 2026, many=5) == 1
    assert draw(NIL, "s", 2026) == 6


def _number_unless(fail: Callable[[], None], *, fails: bool) -> list[int]:
    if not fails:
        return [number()]
    with pytest.raises(ZeroDivisionError):
        fail()
    return []
