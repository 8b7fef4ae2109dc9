"""Statutory holidays of a year by law: 《全国年节及纪念日放假办法》, 2024 edition (in force 2025-01-01).

Thirteen days; how they are joined with weekends is decided each year by a notice and is not guessed here.
"""

from datetime import date, timedelta

from lunardate import LunarDate

from sanxin_engines.workdays.day import Day, Kind, Status

FIRST, LAST = 1900, 2099
"""Years the lunar table covers; beyond, only the solar holidays are given."""


def statutory_days(year: int) -> list[Day]:
    """The days off of a year, provisional, in order."""
    found = {date(year, 1, 1): "元旦", _qingming(year): "清明节"}
    found |= {date(year, 5, day): "劳动节" for day in (1, 2)}
    found |= {date(year, 10, day): "国庆节" for day in (1, 2, 3)}
    if FIRST <= year <= LAST:
        new_year = _lunar(year, 1, 1)
        found |= {new_year + timedelta(days=offset): "春节" for offset in (-1, 0, 1, 2)}
        found |= {_lunar(year, 5, 5): "端午节", _lunar(year, 8, 15): "中秋节"}
    return [Day(on, Kind.OFF, name, Status.PROVISIONAL) for on, name in sorted(found.items())]


def _lunar(year: int, month: int, day: int) -> date:
    return LunarDate(year, month, day).to_solar_date()


def _qingming(year: int) -> date:
    """4 or 5 April (3 towards the end of a century), by the usual solar-term formula."""
    century, short = divmod(year, 100)
    constant = {19: 5.59, 20: 4.81}.get(century, 4.81)
    return date(year, 4, int(short * 0.2422 + constant) - short // 4)
