"""When an answer may be recorded. Plain values only."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

CHANNELS = frozenset({"visit", "phone", "message", "public"})
LONGEST_WORDS = 1000
LONGEST_UNSOLVED = 500
LEFT_OVER = frozenset({"no", "partly"})
"""Answers after which something is still to be done."""


def check_words(words: str) -> None:
    if not words.strip():
        raise Refused("service.reply.empty", _("写一句是怎么跟人家说的。"), field="words")
    if len(words.strip()) > LONGEST_WORDS:
        sentence = _("“回话”最多 {most} 字，现在 {now} 字。")
        raise Refused("service.reply.long", sentence.format(most=LONGEST_WORDS, now=len(words.strip())), field="words")


def check_unsolved(solved: str, unsolved: str) -> None:
    """What is left is said where something is left, and nowhere else."""
    if unsolved.strip() and solved not in LEFT_OVER:
        raise Refused("service.reply.nothing_left", _("选了“没解决”或“解决了一部分”，才写还差什么。"))
    if solved == "partly" and not unsolved.strip():
        raise Refused("service.reply.what_is_left", _("解决了一部分的，写一句还差什么。"))
    if len(unsolved.strip()) > LONGEST_UNSOLVED:
        sentence = _("“还差什么”最多 {most} 字，现在 {now} 字。")
        raise Refused("service.reply.long", sentence.format(most=LONGEST_UNSOLVED, now=len(unsolved.strip())))


def check_only_by_notice(reachable: int) -> None:
    """A notice is for those nobody can speak to; whoever left a way to be reached is told in person."""
    if reachable:
        raise Refused(
            "service.reply.reachable",
            _("有 {n} 位留了联系方式，要当面或打电话说；联系不上的，在名字前打勾。").format(n=reachable),
        )


def check_channel(channel: str) -> None:
    if channel not in CHANNELS:
        raise Refused(
            "service.reply.channel", _("选一种回话的办法：当面、电话或短信。张贴公告另有一页。"), field="channel"
        )


def check_on_page(came_by_page: bool) -> None:
    """Only who spoke on the public page has number and secret to read there."""
    if not came_by_page:
        raise Refused(
            "service.reply.not_public",
            _("这位不是在公开页上说的，公开页上看不到；请当面、打电话或发短信。"),
            field="channel",
        )


def check_not_said(said: bool) -> None:
    if said:
        raise Refused(
            "service.reply.said_already", _("这次解决没有，本人已经说过了；还有话，记成新的声音。"), field="solved"
        )


def check_said(solved: str) -> None:
    if solved not in {"yes", "partly", "no"}:
        raise Refused("service.reply.choose", _("选本人说的：解决了、解决了一部分，还是没解决。"), field="solved")


def check_in_force(in_force: bool) -> None:
    if not in_force:
        raise Refused("service.reply.reopened_since", _("这件事已经重新在办，办好、说过以后再问。"))


def check_somebody(people: int) -> None:
    if not people:
        raise Refused("service.reply.nobody", _("勾上这次告诉了哪几位。"))


def check_owed(*, tied: bool, in_force: bool, told: bool) -> None:
    """The voice stands behind the item, the item is struck off, nobody has answered yet."""
    if not tied:
        raise Refused("service.reply.not_tied", _("这条声音和这件台账没有关系，不用回话。"))
    if told:
        raise Refused("service.reply.told_already", _("这次办结已经跟这位说过了，刷新页面看看是谁说的。"))
    if not in_force:
        raise Refused("service.reply.reopened", _("这件台账已经重新打开，办好再回话。"))


def check_nothing_else_tells(owed: bool) -> None:
    """Of something withdrawn: a question of theirs, or another item, is what they will hear about."""
    if not owed:
        raise Refused(
            "service.reply.told_otherwise", _("这位说的另有答复，或另有一件在办，到时一起说，这次不用单独说明。")
        )


def check_still_owed(*, answered: int, owed: int) -> None:
    """Somebody told one of them while the form was open: nothing is written until that has been read."""
    if owed < answered:
        raise Refused(
            "service.reply.told_meanwhile",
            _("其中 {n} 位刚有人告诉过了，这次没有存；看过再交一次。").format(n=answered - owed),
        )
