"""The light of an item: one shape, one word, from its stage and the working days left."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sanxin.ledger.rules.days import short_day
from sanxin.ledger.rules.stages import Stage

SOON = 3
"""From so many working days before the deadline the light is amber."""


@dataclass(frozen=True)
class Light:
    kind: str
    """red | amber | green | wait | off | done"""
    word: str


def days_left(counted: int, *, today: date, due_on: date) -> int:
    """`counted` working days from today to the deadline, never 0 but on the day itself: a deadline of Friday is past
    on Saturday, one of Sunday is still ahead.

    >>> days_left(0, today=date(2026, 11, 21), due_on=date(2026, 11, 20))
    -1
    """
    if due_on < today:
        return min(counted, -1)
    return max(counted, 1) if due_on > today else 0


def light_of_item(stage: str, *, days_left: int, suspended_until: date | None = None) -> Light:
    """`days_left`: working days to the deadline, negative once it has passed; `suspended_until` only while it holds."""
    if stage == Stage.STRUCK_OFF:
        return Light("done", _("已销号"))
    if stage == Stage.WITHDRAWN:
        return Light("off", _("不再办"))
    if suspended_until is not None:
        return Light("off", _("暂停至 {day}").format(day=short_day(suspended_until)))
    if stage == Stage.STRIKE_OFF_REQUESTED:
        return Light("wait", _("待核验"))
    if stage == Stage.HANDED_BACK:
        return Light("wait", pgettext("state", "退回"))
    return light_of_days(days_left)


def light_of_days(days_left: int) -> Light:
    """For anything with a deadline: an item, a measure, a department's answer."""
    if days_left < 0:
        return Light("red", ngettext("超期 {n} 日", "超期 {n} 日", -days_left).format(n=-days_left))
    if days_left == 0:
        return Light("amber", _("今日到期"))
    word = ngettext("剩 {n} 日", "剩 {n} 日", days_left).format(n=days_left)
    return Light("amber" if days_left <= SOON else "green", word)
