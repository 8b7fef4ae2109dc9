"""What the machine may learn kinds from, and which of several answers are taken."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.refusals import Refused

LEAST = 10
"""Voices of a kind, for that kind to be learnt: below that a share measured on them says nothing."""
KINDS = 2
MOST_ANSWERS = 500
"""Voices answered at once."""


def learnable(counts: Mapping[str, int]) -> dict[str, int]:
    """The kinds with enough voices."""
    return {kind: count for kind, count in counts.items() if count >= LEAST}


def enough(counts: Mapping[str, int]) -> bool:
    return len(learnable(counts)) >= KINDS


def check_can_learn(counts: Mapping[str, int], *, running: bool) -> None:
    if running:
        raise Refused("research.kinds.running", _("正在学，等这一次做完再开始。"))
    if not enough(counts):
        words = _("例子太少，学了也不准：至少两类、每类至少 {least} 条由人归过的声音。先归一些再来。")
        raise Refused("research.kinds.too_few", words.format(least=LEAST))


def check_can_look(*, trained: bool, running: bool) -> None:
    if running:
        raise Refused("research.kinds.running", _("正在学，等这一次做完再开始。"))
    if not trained:
        raise Refused("research.kinds.untrained", _("还没有学过，先从已归类的声音学一次。"))


def check_answered(count: int, *, kind: str, kinds: frozenset[str]) -> None:
    if kind and kind not in kinds:
        raise Refused("research.kinds.kind", _("只能选民生、民利或民愿。"), field="kind")
    if not count:
        raise Refused("research.kinds.nothing", _("先勾选要归类的声音。"))
    if count > MOST_ANSWERS:
        words = ngettext("一次最多归 {n} 条，分几次来。", "一次最多归 {n} 条，分几次来。", MOST_ANSWERS)
        raise Refused("research.kinds.too_many", words.format(n=MOST_ANSWERS))
