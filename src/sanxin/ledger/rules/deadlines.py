"""Days: when something has to be done, and when that may be changed."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.ledger.rules.days import day_word
from sanxin.ledger.rules.stages import Stage

FARTHEST = timedelta(days=3660)
"""Ten years. A later day is a slip of the keyboard, and the calendar need not be worked out for 9999."""


def check_due(due_on: date, *, today: date, field: str = "due_on") -> None:
    """A new deadline lies ahead."""
    if due_on < today:
        raise Refused("ledger.due.past", _("期限不能早于今天。"), field=field)
    check_not_too_far(due_on, today=today, field=field)


def check_not_too_far(day: date, *, today: date, field: str) -> None:
    if day - today > FARTHEST:
        raise Refused("ledger.due.far", _("离今天超过十年了，看看年份是不是写错了。"), field=field)


def check_can_be_extended(stage: str, *, due_on: date, wanted_on: date, today: date, undecided: bool) -> None:
    """Asked before the deadline, for a later day, one request at a time."""
    check_is_open(stage)
    if undecided:
        raise Refused("ledger.extension.undecided", _("上一次延期申请还没有定，等定了再说。"))
    if today > due_on:
        words = _("期限 {due} 已经过了，延期要在到期前申请。请填进展说明原因，尽快办结。")
        raise Refused("ledger.extension.late", words.format(due=day_word(due_on)))
    if wanted_on <= due_on:
        words = _("延到的日子要晚于现在的期限 {due}。").format(due=day_word(due_on))
        raise Refused("ledger.extension.not_later", words, field="wanted_on")
    check_not_too_far(wanted_on, today=today, field="wanted_on")


def check_extension_date(due_on: date, *, before: date, today: date) -> None:
    if due_on <= before or due_on < today:
        words = _("延到的日子要晚于现在的期限 {due}，也不能早于今天。").format(due=day_word(before))
        raise Refused("ledger.extension.not_later", words, field="due_on")
    check_not_too_far(due_on, today=today, field="due_on")


def check_can_be_suspended(stage: str, *, suspended: bool, until: date, today: date) -> None:
    check_is_open(stage)
    if stage == Stage.STRIKE_OFF_REQUESTED:
        raise Refused("ledger.suspend.requested", _("正等人核验，不能暂停。"))
    if suspended:
        raise Refused("ledger.suspend.twice", _("已经暂停了。要改日子，先恢复再暂停。"))
    if until <= today:
        raise Refused("ledger.suspend.past", _("暂停到的日子要在今天以后。"), field="until")
    check_not_too_far(until, today=today, field="until")


def check_is_open(stage: str) -> None:
    if stage == Stage.STRUCK_OFF:
        raise Refused("ledger.item.struck_off", _("这件已经销号。要再办，先重新办理。"))
    if stage == Stage.WITHDRAWN:
        raise Refused("ledger.item.withdrawn", _("这件已经定了不再办；要办，另立一件。"))


def check_is_workable(stage: str) -> None:
    """Work is noted on items that somebody has taken on."""
    check_is_open(stage)
    if stage == Stage.OPENED:
        raise Refused("ledger.item.not_accepted", _("还没有人认领，先认领再办。"))
    if stage == Stage.HANDED_BACK:
        raise Refused("ledger.item.handed_back", _("这件已经退回，等派单人另定牵头人。"))
