"""What a tree of causes allows, on plain values."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST, DEEPEST, MOST = 60, 8, 120


def check_text(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise Refused("research.cause.empty", _("写一句原因。"), field="text")
    if len(plain) > LONGEST:
        words = _("一条原因最多 {most} 个字，现在 {length} 个；再往下问一层为什么，细节放佐证里。").format(
            most=LONGEST, length=len(plain)
        )
        raise Refused("research.cause.long", words, field="text")
    return plain


def check_can_hang(*, parent_is_root: bool, depth: int, count: int) -> None:
    """`depth` is that of the new cause, `count` how many stand in the tree."""
    if parent_is_root:
        raise Refused("research.cause.under_root", _("根子下面不再往下问；要往下问，先把它改成枝。"), field="text")
    if depth > DEEPEST:
        raise Refused(
            "research.cause.deep", _("已经问了 {n} 层，多半绕远了，换一枝想想。").format(n=DEEPEST), field="text"
        )
    if count >= MOST:
        raise Refused("research.cause.many", _("一棵树最多 {n} 条，先删去没用的。").format(n=MOST), field="text")


def check_root_has_no_children(children: int) -> None:
    if children:
        raise Refused("research.cause.not_last", _("它下面还有原因，最底下的才是根子。"), field="root")


def check_standing(standing: bool) -> None:
    if not standing:
        raise Refused("research.cause.removed", _("这条原因已经删去，先放回来再改。"))


def check_removed(removed: bool, *, parent_standing: bool) -> None:
    if not removed:
        raise Refused("research.cause.there", _("这条原因还在树上。"))
    if not parent_standing:
        raise Refused("research.cause.hangs_on_nothing", _("它挂着的那一条也删去了，先放回那一条。"))


def check_can_shift(possible: bool) -> None:
    if not possible:
        raise Refused("research.cause.at_end", _("已经到头了。"))


def check_some_evidence(given: int) -> None:
    if not given:
        raise Refused("research.evidence.none", _("勾一条声音、写一个编号、传一个文件，或写一句话和出处，至少一样。"))


def check_source(text: str, source: str) -> None:
    if text and not source:
        raise Refused(
            "research.evidence.no_source", _("写明这句话的出处：哪份材料、哪次会、谁统计的。"), field="source"
        )


def check_found(what: str, found: bool) -> None:
    if not found:
        words = _("没有找到“{what}”。问题写 W-0012，台账写 2026-0137，只能用您看得到的。").format(what=what)
        raise Refused("research.evidence.unknown", words, field="code")


def check_not_there(there: bool) -> None:
    if there:
        raise Refused("research.evidence.again", _("这条佐证已经挂在这条原因上。"))
