"""What may be done to a crux problem, on plain values."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.refusals import Refused


def check_not_accepted(code: str, *, accepted: bool) -> None:
    if accepted:
        raise Refused("research.crux.accepted", _("{code} 已经认定，不用再认一次。").format(code=code))


def check_some(chosen: int) -> None:
    if not chosen:
        raise Refused("research.crux.none", _("先勾选问题。"), field="problems")


def check_all_on_desk(chosen: int, found: int) -> None:
    if found < chosen:
        words = ngettext(
            "有 {n} 个问题已经不在台上，请刷新后再选。", "有 {n} 个问题已经不在台上，请刷新后再选。", chosen - found
        ).format(n=chosen - found)
        raise Refused("research.crux.off_desk", words, field="problems")


def check_some_new(fresh: int, code: str) -> None:
    if not fresh:
        raise Refused("research.crux.there", _("这些问题已经在 {code} 里。").format(code=code), field="problems")


def check_are_members(chosen: int, found: int) -> None:
    if found < chosen:
        words = ngettext(
            "有 {n} 个问题已经不在这个症结里，请刷新后再选。",
            "有 {n} 个问题已经不在这个症结里，请刷新后再选。",
            chosen - found,
        ).format(n=chosen - found)
        raise Refused("research.crux.elsewhere", words, field="problems")


def check_one_stays(chosen: int, total: int) -> None:
    if chosen >= total:
        raise Refused("research.crux.all", _("至少留一个问题；要整个并到别处，请用合并。"), field="problems")


def check_not_emptied(code: str, *, stay: int) -> None:
    if stay < 1:
        words = _("这样 {code} 里就没有问题了，请把 {code} 合并过来。").format(code=code)
        raise Refused("research.crux.emptied", words, field="problems")
