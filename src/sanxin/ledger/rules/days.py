"""How a day is written: 11-23; for an English reader Mon 23 Nov in a sentence, 23 Nov beside a light."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language


def day_word(day: date) -> str:
    return date_format(day, "D j M") if _english() else f"{day:%m-%d}"


def short_day(day: date) -> str:
    return date_format(day, "j M") if _english() else f"{day:%m-%d}"


def long_day_word(day: date) -> str:
    """In running text: 11 月 23 日."""
    return day_word(day) if _english() else f"{day.month} 月 {day.day} 日"


def drawn(fact: Any) -> str:
    """The same for the fact of an event, which holds month and day: "11-23"."""
    month, dash, day = str(fact).partition("-")
    if not (dash and month.isdigit() and day.isdigit() and _english()):
        return str(fact)
    return date_format(date(2000, int(month), int(day)), "j M")


def _english() -> bool:
    return (get_language() or "").startswith("en")
