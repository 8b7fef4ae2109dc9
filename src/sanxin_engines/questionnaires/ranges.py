"""Numbers people gave, put into a handful of ranges so that they can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal

MOST = 6


def in_ranges(numbers: Mapping[float, int], most: int = MOST) -> dict[str, int]:
    """Range → how many, from low to high, ranges in between that nobody gave with them.

    Up to `most` different numbers stand for themselves. Whole numbers go into 0–4, 5–9; others into 0–<5, 5–<10.

    >>> in_ranges({1: 3, 4: 2})
    {'1': 3, '4': 2}
    >>> in_ranges({0: 2, 1: 1, 3: 1, 5: 4, 9: 1, 11: 1, 22: 1})
    {'0–4': 4, '5–9': 5, '10–14': 1, '15–19': 0, '20–24': 1}
    >>> in_ranges({0.5: 1, 1: 1, 2: 1, 2.5: 1, 3: 1, 4: 1, 9.5: 1})
    {'0–<2': 2, '2–<4': 3, '4–<6': 1, '6–<8': 0, '8–<10': 1}
    """
    exact = {Decimal(str(value)): count for value, count in sorted(numbers.items())}
    if len(exact) <= most:
        return {_figure(value): count for value, count in exact.items()}
    whole = all(value == value.to_integral_value() for value in exact)
    low, high = min(exact), max(exact)
    step = next(step for step in _steps(high - low, most, whole=whole) if _at(high, step) - _at(low, step) < most)
    counts = dict.fromkeys(range(_at(low, step), _at(high, step) + 1), 0)
    for value, count in exact.items():
        counts[_at(value, step)] += count
    return {_label(place * step, step, whole=whole): count for place, count in counts.items()}


def _steps(span: Decimal, most: int, *, whole: bool) -> Iterator[Decimal]:
    """1, 2, 5, 10, 20, 50 …, from about the size that is needed."""
    size = (span / most).adjusted() if not whole else max((span / most).adjusted(), 0)
    while True:
        yield from (Decimal(first).scaleb(size) for first in (1, 2, 5))
        size += 1


def _at(value: Decimal, step: Decimal) -> int:
    return int((value / step).to_integral_value(ROUND_FLOOR))


def _label(start: Decimal, step: Decimal, *, whole: bool) -> str:
    if not whole:
        return f"{_figure(start)}–<{_figure(start + step)}"
    return _figure(start) if step == 1 else f"{_figure(start)}–{_figure(start + step - 1)}"


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"
