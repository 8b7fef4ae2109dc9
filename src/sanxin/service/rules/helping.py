"""What was given, what is promised, when to go again. Plain values only."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_WORDS = 500
MOST_AMOUNT = Decimal("999999.99")
EARLIEST = date(2000, 1, 1)
FARTHEST = timedelta(days=366)
"""A promise for later than a year is a wish."""


def check_day(on: date, *, today: date, left_on: date | None) -> None:
    if on > today:
        raise Refused("service.help.future", _("这一天还没到；先答应的，记成“答应帮助”。"), field="on")
    if on < EARLIEST:
        raise Refused("service.help.long_ago", _("年份写错了吧，请改成真正帮的那天。"), field="on")
    if left_on is not None and on > left_on:
        sentence = _("{day} 起不再列入，之后的不记在这里。").format(day=left_on.isoformat())
        raise Refused("service.help.left", sentence, field="on")


def check_amount(amount: Decimal | None) -> None:
    if amount is None:
        return
    if amount <= 0 or amount > MOST_AMOUNT:
        raise Refused("service.help.amount", _("金额写 0.01 到 999999.99 元；不是钱物就空着。"), field="amount")
    if amount != amount.quantize(Decimal("0.01")):
        raise Refused("service.help.amount", _("金额最多两位小数。"), field="amount")


def check_words(words: str, *, needed: bool) -> None:
    if needed and not words.strip():
        raise Refused("service.help.no_words", _("选了“别的”，写一句是什么。"), field="words")
    if len(words) > LONGEST_WORDS:
        sentence = _("最多 {most} 字，现在 {now} 字。").format(most=LONGEST_WORDS, now=len(words))
        raise Refused("service.help.words", sentence, field="words")


def check_due(due_on: date, *, today: date) -> None:
    if due_on < today:
        raise Refused("service.promise.past", _("这一天已经过了，请改成今天或以后。"), field="due_on")
    if due_on > today + FARTHEST:
        raise Refused("service.promise.far", _("最远定到一年以内，太远的没法提醒。"), field="due_on")


def check_next(on: date, *, today: date) -> None:
    if on < today:
        raise Refused("service.next_visit.past", _("这一天已经过了，请改成今天或以后。"), field="on")
    if on > today + FARTHEST:
        raise Refused("service.next_visit.far", _("最远约到一年以内。"), field="on")


def check_open(*, kept: bool, dropped: bool) -> None:
    if kept:
        raise Refused("service.promise.kept", _("这一件已经做到了。"))
    if dropped:
        raise Refused("service.promise.dropped", _("这一件已经说明不办了。"))


def check_reason(reason: str) -> None:
    words = reason.strip()
    if len(words) < 2:
        raise Refused("service.help.no_reason", _("写一句为什么，以后查得到。"), field="reason")
    if len(words) > LONGEST_WORDS:
        raise Refused("service.help.reason", _("最多 {most} 字。").format(most=LONGEST_WORDS), field="reason")


def check_not_mistaken(*, mistaken: bool) -> None:
    if mistaken:
        raise Refused("service.help.mistaken", _("这一条已经作废了。"))


def visit_due(*, since: date, last: date | None, chosen: date | None, days: int) -> date:
    """When to go again: the day agreed on, else so many days after having been there (or after getting the contact).

    >>> visit_due(since=date(2026, 9, 1), last=date(2026, 10, 20), chosen=None, days=30)
    datetime.date(2026, 11, 19)
    >>> visit_due(since=date(2026, 9, 1), last=None, chosen=date(2026, 9, 12), days=30)
    datetime.date(2026, 9, 12)
    """
    return chosen or (last or since) + timedelta(days=days)
