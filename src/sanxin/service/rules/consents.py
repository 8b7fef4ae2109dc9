"""What a consent is, and how it is taken back. Plain values only."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

EARLIEST = date(2000, 1, 1)


def check_given(given_on: date, *, today: date) -> None:
    if given_on > today:
        raise Refused("service.consent.future", _("同意的那天还没到，请改成今天或以前。"), field="consent_on")
    if given_on < EARLIEST:
        raise Refused("service.consent.long_ago", _("年份写错了吧，请改成本人同意的那天。"), field="consent_on")


def check_said(way: str, said: Collection[str], *, ways: Collection[str], purposes: Collection[str]) -> None:
    if way not in ways:
        raise Refused("service.consent.way", _("选一下本人是怎么同意的。"), field="consent_way")
    if not set(said) <= set(purposes):
        raise Refused("service.consent.purpose", _("选一下本人同意的是什么。"), field="purposes")


def check_new(*, in_force: bool) -> None:
    if in_force:
        raise Refused("service.consent.known", _("这一项本人已经同意过，还有效，不用再记。"), field="purpose")


def check_listed(*, left: bool) -> None:
    if left:
        raise Refused("service.consent.left", _("这位已经不在名单上；本人愿意的话，重新登记一次。"))


def check_can_be_withdrawn(on: date, *, given_on: date, today: date, withdrawn: bool) -> None:
    if withdrawn:
        raise Refused("service.consent.withdrawn", _("这一项本人已经收回了。"))
    if on > today:
        raise Refused("service.consent.not_yet", _("收回的那天还没到，请改成今天或以前。"), field="on")
    if on < given_on:
        sentence = _("收回的那天在同意（{day}）以前，请改。").format(day=given_on.isoformat())
        raise Refused("service.consent.before", sentence, field="on")
