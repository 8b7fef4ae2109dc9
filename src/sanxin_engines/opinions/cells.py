"""What a cell means: an id as it is seen in the sheet, a count, an instant. Unclear counts and instants are None."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

INSTANT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?(?:\.\d+)?秒?分?)?"
)
EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets carry no time zone
SERIALS = range(10_000, 100_000)  # the years 1927 to 2173 as Excel counts days


def as_text(cell: object) -> str:
    """As people see it: 188006.0 is "188006"."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return str(cell).strip()


def as_count(cell: object) -> int | None:
    """A whole number of at least 0; an empty cell is 0."""
    text = as_text(cell).replace(",", "").replace("，", "")
    try:
        number = float(text or 0)
    except ValueError:
        return None
    return int(number) if 0 <= number < 1e15 else None


def as_instant(cell: object) -> datetime | None:
    """A date cell, an Excel serial number, or text such as 2019/2/28 11:25:05 or 2019年2月28日."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, float | int) and int(cell) in SERIALS:
        return EXCEL_EPOCH + timedelta(seconds=round(cell * 86_400))
    return _from_text(as_text(cell))


def _from_text(text: str) -> datetime | None:
    match = INSTANT.match(text)
    if not match:
        return None
    try:
        return datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return None
