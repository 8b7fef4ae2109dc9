"""When an answer may be recorded. Plain values only."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

CHANNELS = frozenset({"visit", "phone", "message", "notice"})


def check_words(words: str) -> None:
    if not words.strip():
        raise Refused("service.reply.empty", _("写一句是怎么跟人家说的。"), field="words")


def check_channel(channel: str) -> None:
    if channel not in CHANNELS:
        raise Refused("service.reply.channel", _("选一种回话的办法：当面、电话、短信或张贴。"), field="channel")


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
