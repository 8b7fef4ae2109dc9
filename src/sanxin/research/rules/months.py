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


def last_months(today: date, many: int) -> list[date]:
    """The first days of so many months, the present one last.

    >>> [f"{month:%y-%m}" for month in last_months(date(2026, 2, 9), 3)]
    ['25-12', '26-01', '26-02']
    """
    place = today.year * 12 + today.month - many
    return [date((place + step) // 12, (place + step) % 12 + 1, 1) for step in range(many)]


def labels(months: list[date]) -> list[str]:
    """Short words under an axis: the year stands where it begins.

    >>> labels([date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)])
    ['25-11', '12', '26-01']
    """
    return [
        f"{month:%y-%m}" if not place or month.month == 1 else str(month.month) for place, month in enumerate(months)
    ]
