"""How long what is known of somebody off the list is kept. Plain values only."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused


def erased_on(left_on: date, months: int) -> date:
    """The first day on which name, phone and need are due to go.

    >>> erased_on(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(left_on.month - 1 + months, 12)
    year, month = left_on.year + years, month + 1
    return date(year, month, min(left_on.day, monthrange(year, month)[1]))


def due_on(*, left_on: date, withdrawn_on: date | None, months: int, days: int) -> date:
    """When it has to go: some months after leaving the list, some days after consent was taken back: the first of both.

    >>> due_on(left_on=date(2026, 11, 19), withdrawn_on=date(2026, 11, 19), months=12, days=15)
    datetime.date(2026, 12, 4)
    """
    by_months = erased_on(left_on, months)
    return min(by_months, withdrawn_on + timedelta(days=days)) if withdrawn_on else by_months


def check_can_be_erased(*, left: bool, erased: bool) -> None:
    if not left:
        raise Refused("service.member.still_listed", _("这位还在名单上，先“不再列入”，再抹去。"))
    if erased:
        raise Refused("service.member.erased", _("这位的姓名、电话和困难情况已经抹去了。"))


def check_not_erased(*, erased: bool) -> None:
    if erased:
        raise Refused("service.member.erased", _("这位的姓名、电话和困难情况已经抹去了。"))
