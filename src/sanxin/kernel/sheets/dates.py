"""Dates and times as offices write them, read without guessing: what could mean two days is refused."""

import re
from datetime import date, datetime, time, timedelta

from sanxin.kernel.sheets.columns import Cell
from sanxin.kernel.sheets.halfwidth import plain

FIRST_YEAR, LAST_YEAR = 1900, 2100

#: Day 0 of a spreadsheet. (Excel believes in 29 February 1900, so its day 1 is two days later than it claims.)
SHEET_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
#: Serials are believed from 1927 on: a smaller number such as 1985.03 is a year and a month, not a day in 1905.
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_415

_DATE = r"(?P<year>\d{4})\s*[年./\-、]\s*(?P<month>\d{1,2})\s*[月./\-、]\s*(?P<day>\d{1,2})\s*[日号]?"
_WEEKDAY = r"\s*\(?(?:星期|周)[一二三四五六日天]\)?"
_HALF = r"凌晨|早上|上午|中午|下午|晚上|AM|PM"
_TIME = (
    rf"\s*(?P<half>{_HALF})?\s*(?P<hour>\d{{1,2}})\s*[:时点](?:\s*(?P<minute>\d{{1,2}})\s*分?)?"
    rf"(?::(?P<second>\d{{1,2}})(?:\.\d+)?|(?P<second_said>\d{{1,2}})秒)?\s*(?P<half_after>AM|PM)?"
)
_MOMENT = re.compile(rf"{_DATE}(?:{_WEEKDAY})?(?:(?:T|\s*){_TIME})?", re.IGNORECASE)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SHORT_YEAR = re.compile(r"\d{2}[年./\-]\d{1,2}[月./\-]\d{1,2}日?")
_MONTH_ONLY = re.compile(r"\d{4}\s*[年./\-]\s*\d{1,2}月?")
_SPELT_NUMBER = r"(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_SPELT = re.compile(rf"[〇○零一二三四五六七八九]{{4}}年{_SPELT_NUMBER}月{_SPELT_NUMBER}[日号]")

_AFTERNOON = {"下午", "晚上", "PM"}
_MORNING = {"凌晨", "早上", "上午", "AM"}
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class DateError(ValueError):
    """`reason` is one of unknown, short_year, month_only, no_such_day, far."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_date(cell: Cell) -> date:
    """The day a cell names; a time of day is dropped. Raises DateError."""
    return read_datetime(cell).date()


def read_datetime(cell: Cell) -> datetime:
    """The naive local instant a cell names, midnight if it gives no time. Raises DateError."""
    if isinstance(cell, datetime):
        return _believable(cell.replace(tzinfo=None))
    if isinstance(cell, date):
        return _believable(datetime.combine(cell, time()))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell)
    if isinstance(cell, str):
        return _from_text(plain(cell))
    raise DateError("unknown")


def _from_number(number: float) -> datetime:
    if FIRST_SERIAL <= number < LAST_SERIAL:
        return SHEET_EPOCH + timedelta(seconds=round(number * 86_400))
    if found := _COMPACT.fullmatch(f"{number:.0f}"):
        return _believable(_moment(found.groupdict()))
    raise DateError("month_only" if FIRST_YEAR <= number < LAST_YEAR else "unknown")


def _from_text(text: str) -> datetime:
    if _SPELT.fullmatch(text):
        text = _spelt_out(text)
    if found := _MOMENT.fullmatch(text) or _COMPACT.fullmatch(text):
        return _believable(_moment(found.groupdict()))
    if _SERIAL.fullmatch(text):
        return _from_number(float(text))
    raise DateError(_why_not(text))


def _why_not(text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return "short_year"
    return "month_only" if _MONTH_ONLY.fullmatch(text) else "unknown"


def _moment(said: dict[str, str | None]) -> datetime:
    hour = int(said.get("hour") or 0)
    half = (said.get("half") or said.get("half_after") or "").upper()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    second = said.get("second") or said.get("second_said") or 0
    try:
        return datetime(  # noqa: DTZ001 - local by the contract above
            int(said["year"] or 0), int(said["month"] or 0), int(said["day"] or 0), hour,
            int(said.get("minute") or 0), int(second),
        )  # fmt: skip
    except ValueError as error:
        raise DateError("no_such_day") from error


def _believable(moment: datetime) -> datetime:
    if FIRST_YEAR <= moment.year <= LAST_YEAR:
        return moment
    raise DateError("far")


def _spelt_out(text: str) -> str:
    year, rest = text.split("年")
    month, day = rest.rstrip("日号").split("月")
    return f"{year.translate(_DIGITS)}-{_small_number(month)}-{_small_number(day)}"


def _small_number(spelt: str) -> int:
    """十 is ten, 十五 fifteen, 三十一 thirty-one."""
    tens, ten, ones = spelt.rpartition("十")
    digits = [part.translate(_DIGITS) for part in (tens, ones)]
    if not ten:
        return int(digits[1])
    return int(digits[0] or 1) * 10 + int(digits[1] or 0)
