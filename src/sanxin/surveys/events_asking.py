"""What happens to links, in sentences. Nothing of an answer stands here, nor when one came."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import register
from sanxin.kernel.words import listed


def _short(day: str) -> str:
    """2026-10-15 3 → 10-15 (3): a code is open for weeks, and each day of them stands in one line."""
    date, _space, count = day.partition(" ")
    return f"{date[5:]} ({count})" if count else day


LINK_MADE = register("surveys.link.made", _("把问卷“{title}”发到{where}"))
LINK_CHANGED = register("surveys.link.changed", _("改了收答卷的时间或打算收的份数"))
LINK_CLOSED = register(
    "surveys.link.closed",
    _("停收，一共 {answers} 份：{by_day}"),
    counted="answers",
    by_day=lambda days: listed(_short(day) for day in str(days).split("，")),
)
PAPER_TYPED = register("surveys.paper.typed", _("开始录入纸质答卷"))
PAPER_BROUGHT = register("surveys.paper.brought", _("从表格导入 {sheets} 份纸质答卷"), counted="sheets")
PAPER_TAKEN_BACK = register("surveys.paper.taken_back", _("撤回一份录错的纸质答卷"))
DELIVERED = register("surveys.desk.delivered", _("把大家写的 {voices} 条话送到问题台"), counted="voices")
WHO_SET = register("surveys.who.set", _("定下用“{question}”这一题看听到了哪些人"))

LINKS = listings.register("surveys.links", _("问卷的码"))
COVERAGE = listings.register("surveys.coverage", _("听到了哪些村"))
RESULTS = listings.register("surveys.results", _("问卷结果"))
