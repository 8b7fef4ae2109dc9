"""What a department may do with what it was asked, and until when."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.ledger.rules.days import day_word
from sanxin.ledger.rules.deadlines import check_not_too_far
from sanxin.ledger.rules.texts import LIMITS

MOST_AT_ONCE = 6
"""Departments asked in one go."""
LONGEST_LINK = 365
WAYS = ("person", "link")


def check_can_be_extended(*, due_on: date, wanted_on: date, today: date, undecided: bool) -> None:
    """Asked before the day, for a later one, one request at a time."""
    if undecided:
        raise Refused("ledger.linkage_extension.undecided", _("上一次延期申请对方还没有定，等定了再说。"))
    if today > due_on:
        words = _("{due} 已经过了，延期要在这天以前申请。请尽快答复，说明为什么晚了。")
        raise Refused("ledger.linkage_extension.late", words.format(due=day_word(due_on)))
    if wanted_on <= due_on:
        words = _("延到的日子要晚于现在的期限 {due}。").format(due=day_word(due_on))
        raise Refused("ledger.linkage_extension.not_later", words, field="wanted_on")
    check_not_too_far(wanted_on, today=today, field="wanted_on")


def check_extension_day(due_on: date, *, before: date, today: date) -> None:
    if due_on <= before or due_on < today:
        words = _("延到的日子要晚于现在的期限 {due}，也不能早于今天。").format(due=day_word(before))
        raise Refused("ledger.linkage_extension.not_later", words, field="due_on")
    check_not_too_far(due_on, today=today, field="due_on")


def check_link_days(days: int) -> None:
    if not 1 <= days <= LONGEST_LINK:
        raise Refused("ledger.link.days", _("有效期在 1 到 {n} 天之间。").format(n=LONGEST_LINK), field="days")


def check_holder(holder: str) -> None:
    if not holder.strip():
        raise Refused("ledger.link.no_holder", _("写上交给谁：他凭链接办的事，都记在这个名下。"), field="holder")
    if len(holder.strip()) > LIMITS["contact"][1]:
        raise Refused("ledger.link.holder_long", _("最多 {n} 个字。").format(n=LIMITS["contact"][1]), field="holder")


def link_ends(at: datetime, days: int) -> datetime:
    return at + timedelta(days=days)
