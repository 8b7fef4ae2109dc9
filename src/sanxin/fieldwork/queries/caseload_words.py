"""The engine's rules and reasons as a colleague would say them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin_engines.caseload import Rule

RULES = {
    Rule.NEEDS: gettext_lazy("缺需要的专长"),
    Rule.HOME: gettext_lazy("是本人老家的村"),
    Rule.FORBIDDEN: gettext_lazy("要回避"),
    Rule.TOO_FAR: gettext_lazy("超过最远距离"),
    Rule.FULL: gettext_lazy("名额满了"),
    Rule.FIXED_RULE: gettext_lazy("指定的人不合规定"),
    Rule.TOO_FEW: gettext_lazy("没有够到下限"),
}


def hindrance(rows: Sequence[Sequence[Any]]) -> str:
    """名额满了（6 人）、是本人老家的村（1 人）"""
    parts = [_("{rule}（{n} 人）").format(rule=RULES[Rule(rule)], n=count) for rule, count in rows]
    return _("、").join(parts)
