"""What is the matter with one answer, said so that it can be mended at once."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from sanxin.kernel.words import relisted
from sanxin_engines.questionnaires import Kind, Question
from sanxin_engines.questionnaires.faults import Fault

LISTED = frozenset({"rows", "all"})


def sentence(fault: Fault, question: Question) -> str:
    words = {
        "required": _please(question),
        "not_asked": _("照前面的答案，这一题不用答。清空这一格，或者改前面的答案。"),
        "no_choice": _("没有“{value}”，只能写：{all}。几个就用分号隔开。")
        if question.kind is Kind.MULTIPLE
        else _("没有“{value}”，只能写：{all}。"),
        "rows_left": _("还有几行没选：{rows}。"),
        "one_only": _("只能选一个。"),
        "unknown_choice": _("请在下面列出的里面选。"),
        "not_a_number": _("这里写数字，比如 3。"),
        "not_whole": _("这里写整数，不带小数。"),
        "too_low": _("最小是 {low}，请改一改。"),
        "too_high": _("最大是 {high}，请改一改。"),
        "not_a_day": _("日期看不懂，请写成 2026-11-19 这样。"),
        "too_long": _("写得太长了，最多 {most} 个字，现在 {length} 个。"),
    }
    return words.get(fault.code, _("这一题看不懂，请再答一次。")).format_map(_told(fault.facts))


def _told(facts: Mapping[str, str | int]) -> dict[str, str | int]:
    """What the engine lists, with the comma of the language."""
    return {name: relisted(value) if name in LISTED else value for name, value in facts.items()}


def _please(question: Question) -> str:
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.MATRIX, Kind.STATEMENT}:
        return _("请选一个，这一题要答。")
    return _("请加一张照片，这一题要答。") if question.kind is Kind.PHOTO else _("请写一下，这一题要答。")
