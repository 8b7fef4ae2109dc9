"""What may be done to a problem, on plain values. Every refusal says what to do instead."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.refusals import Refused
from sanxin.kernel.words import listed

NAME_LENGTH = 60
"""A name longer than a line is a text."""


def check_on_desk(code: str, *, gone: bool, into: str = "") -> None:
    if gone and into:
        raise Refused(
            "research.problem.merged", _("{code} 已经并入 {into}，请到 {into} 去改。").format(code=code, into=into)
        )
    if gone:
        raise Refused("research.problem.gone", _("{code} 在后来的归并里已经散开，不在台上了。").format(code=code))


def check_unlocked(code: str, *, locked_by: str) -> None:
    if locked_by:
        words = _("{code} 由{who}锁定了，先解锁再改。").format(code=code, who=locked_by)
        raise Refused("research.problem.locked", words)


def check_not_accepted(code: str, *, accepted_by: str) -> None:
    if accepted_by:
        words = _("{code} 已由{who}采纳，不用再采纳一次。").format(code=code, who=accepted_by)
        raise Refused("research.accept.again", words)


def check_not_locked_yet(code: str, *, locked_by: str) -> None:
    if locked_by:
        raise Refused("research.lock.again", _("{code} 已由{who}锁定。").format(code=code, who=locked_by))


def check_is_locked(code: str, *, locked: bool) -> None:
    if not locked:
        raise Refused("research.unlock.open", _("{code} 没有锁定，不用解锁。").format(code=code))


def check_name(name: str, *, present: str) -> str:
    """The name in one line, without blanks around it."""
    plain = " ".join(name.split())
    if not plain:
        raise Refused("research.rename.empty", _("写一个名字，一句话说清是什么问题。"), field="name")
    if len(plain) > NAME_LENGTH:
        words = _("名字最多 {most} 个字，现在 {length} 个，细节留给声音自己说。").format(
            most=NAME_LENGTH, length=len(plain)
        )
        raise Refused("research.rename.long", words, field="name")
    if plain == present:
        raise Refused("research.rename.same", _("名字没有变。"), field="name")
    return plain


def check_can_merge(codes: Sequence[str], *, on_ledger: Sequence[str]) -> None:
    """`codes` are those to be merged into another."""
    if not codes:
        raise Refused("research.merge.one", _("再选一个问题，才能合并。"), field="other")
    if on_ledger:
        words = _("{code} 已经立了台账，只能把别的并进它。").format(code=listed(on_ledger))
        raise Refused("research.merge.on_ledger", words, field="into")


def check_some_voices(chosen: int, total: int) -> None:
    """At least one voice is chosen and one stays behind."""
    if not chosen:
        raise Refused("research.voices.none", _("先勾选声音。"), field="voices")
    if chosen >= total:
        raise Refused("research.voices.all", _("至少留一条；要整个并到别处，请用合并。"), field="voices")


def check_all_there(chosen: int, found: int) -> None:
    if found < chosen:
        words = ngettext(
            "有 {n} 条声音已经不在这个问题里，请刷新后再选。",
            "有 {n} 条声音已经不在这个问题里，请刷新后再选。",
            chosen - found,
        ).format(n=chosen - found)
        raise Refused("research.voices.elsewhere", words, field="voices")


def check_another(same: bool) -> None:
    if same:
        raise Refused("research.move.same", _("声音已经在这个问题里，换一个。"), field="other")


def check_offers(count: int) -> None:
    if not count:
        raise Refused("research.offers.none", _("没有等着收的新声音了。"))


def check_can_undo(*, undone_by: str, later: str, moved_on: bool) -> None:
    """`later` says what was done after it to the same problems."""
    if undone_by:
        raise Refused("research.undo.again", _("这一步已由{who}撤销。").format(who=undone_by))
    if later:
        raise Refused("research.undo.later", _("之后还有一步：{later}。请先撤销那一步。").format(later=later))
    if moved_on:
        raise Refused("research.undo.moved_on", _("后来情况变了，回不到原样，请直接改。"))


def check_nobody_waits(items: Sequence[str]) -> None:
    """`items` are finished ledger items the voices stand behind."""
    if items:
        words = _("台账 {item} 已经办完，说话的人等的是它的回话，这一步不能撤销；要分开，请用移动或拆分。").format(
            item=listed(items)
        )
        raise Refused("research.undo.answered", words)


def check_not_refused(*, refused_by: str) -> None:
    if refused_by:
        raise Refused("research.advice.again", _("{who}已经说过不用。").format(who=refused_by))


def check_advice_stands(stands: bool) -> None:
    if not stands:
        raise Refused("research.advice.stale", _("这条建议说的情况已经变了，不用再答。"))


def check_was_refused(refused: bool) -> None:
    if not refused:
        raise Refused("research.advice.open", _("这条建议没有回绝过。"))


def check_ticked(chosen: int) -> None:
    if not chosen:
        raise Refused("research.ticked.none", _("勾选的里面没有可以这样办的，先勾选。"), field="problems")


def check_lie_nowhere(placed: int) -> None:
    if placed:
        words = ngettext(
            "有 {n} 条已经在别的问题里，请到那个问题里移。", "有 {n} 条已经在别的问题里，请到那个问题里移。", placed
        ).format(n=placed)
        raise Refused("research.put.placed", words, field="voices")
