"""Months as their first days."""

from datetime import date


def months_between(first: date, last: date) -> list[date]:
    """Every month from one to the other, both counted.

    >>> [f"{month:%y-%m}" for month in months_between(date(2025, 11, 3), date(2026, 1, 20))]
    ['25-11', '25-12', '26-01']
    """
    months, month, end = [], first.replace(day=1), last.replace(day=1)
    while month <= end:
        months.append(month)
        month = next_month(month)
    return months


def next_month(month: date) -> date:
    """The first day of the month after.

    >>> next_month(date(2026, 12, 5))
    datetime.date(2027, 1, 1)
    """
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
