"""The days of 2007 to 2026 as announced, from the `chinesecalendar` package: the seed of the day table."""

from collections.abc import Iterator
from datetime import date

from chinese_calendar import constants

from sanxin_engines.workdays import Kind, Status

FIRST, LAST = 2007, 2026
SOURCE = "国务院办公厅通知（chinesecalendar 1.11）"

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def announced_days() -> Iterator[dict[str, object]]:
    """Field values of one `CalendarDay` each."""
    for on, kind, name in sorted(_raw()):
        if FIRST <= on.year <= LAST:
            words = NAMES.get(name, name) + ("调休" if kind == Kind.WORK else "")
            yield {"on": on, "kind": kind.value, "name": words, "status": Status.OFFICIAL.value, "source": SOURCE}


def _raw() -> Iterator[tuple[date, Kind, str]]:
    yield from ((on, Kind.OFF, name) for on, name in constants.holidays.items())
    yield from ((on, Kind.WORK, name) for on, name in constants.workdays.items())
