"""How days, instants and numbers are written on a page."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from sanxin.kernel import clock
from sanxin.kernel.words import in_english as in_english
from sanxin.kernel.words import listed as listed

Moment = dt.date | dt.datetime | None

_WEEKDAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def month_day(value: Moment) -> str:
    """11-18, for tables."""
    return "" if value is None else here(value).strftime("%m-%d")


def month_day_long(value: Moment) -> str:
    """11 月 18 日, for sentences; the year is added when it is not the current one."""
    if value is None:
        return ""
    day = here(value)
    same_year = day.year == clock.today().year
    if in_english():
        return f"{day.day} {_MONTHS[day.month - 1]}" + ("" if same_year else f" {day.year}")
    return ("" if same_year else f"{day.year} 年 ") + f"{day.month} 月 {day.day} 日"


def minute(value: dt.datetime | None) -> str:
    """11-18 10:20, in local time; the year is added when it is not the current one."""
    if value is None:
        return ""
    moment = here(value)
    return moment.strftime("%m-%d %H:%M" if moment.year == clock.today().year else "%Y-%m-%d %H:%M")


def iso_day(value: Moment) -> str:
    """2026-11-18."""
    return "" if value is None else here(value).strftime("%Y-%m-%d")


def weekday(value: Moment) -> str:
    return "" if value is None else gettext(_WEEKDAYS[here(value).weekday()])


def day_of_week(value: Moment) -> str:
    """11 月 18 日 周三, on top of a page; English puts the weekday first: Wed 18 Nov."""
    words = [month_day_long(value), weekday(value)]
    return " ".join(reversed(words) if in_english() else words).strip()


ONE_OF = {"people": "person", "times": "time"}


def counter(unit: str, many: int) -> str:
    """The word after a number: Chinese has one form; English lists name the plural, which one thing does not take."""
    if many != 1 or not in_english():
        return unit
    words = unit.split(" ")
    noun = next((at for at, word in enumerate(words) if word in {"in", "of", "for"}), len(words)) - 1
    words[noun] = ONE_OF.get(words[noun], words[noun].removesuffix("s"))
    return " ".join(words)


def number(value: float | Decimal | str | None, places: int = 0) -> str:
    """1,260 or 9.60."""
    if value is None or value == "":
        return ""
    return f"{Decimal(str(value)):,.{int(places)}f}"


def here(value: dt.date) -> dt.date:
    """An instant as the local wall clock shows it; a day stays a day."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
