"""Months as lawyers count them."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day if it is shorter.

    >>> add_months(date(2026, 1, 31), 1), add_months(date(2027, 11, 30), 3)
    (datetime.date(2026, 2, 28), datetime.date(2028, 2, 29))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
