"""What a statement may be. Plain values only."""

import re
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

SHORTEST, LONGEST = 4, 140
MOST = 200
"""Statements in a conversation."""
MOST_WAITING = 200
"""Added by participants and not looked at yet: more would be a flood."""
MOST_ADDED = 5
"""By one participant."""
_NUMBER = re.compile(r"\d{7,}")
"""A telephone or identity number."""


def same(text: str) -> str:
    """What two statements are compared by: letters and figures alone.

    >>> same("班车，要复开！") == same("班车要 复开")
    True
    """
    return re.sub(r"[\W_]+", "", text).lower()


def check_text(text: str, *, field: str = "text") -> None:
    words = text.strip()
    if len(same(words)) < SHORTEST:
        said = _("写一句完整的话，让人能说赞成还是不赞成。")
        raise Refused("dialogues.statement.short", said, field=field)
    if len(words) > LONGEST:
        said = _("一条最多 {most} 个字，现在是 {n} 个。一条只说一件事。").format(most=LONGEST, n=len(words))
        raise Refused("dialogues.statement.long", said, field=field)
    if _NUMBER.search(words.replace(" ", "").replace("-", "")):
        raise Refused("dialogues.statement.number", _("别写电话、身份证号：谁都看得到。"), field=field)


def check_texts(texts: Sequence[str], known: Collection[str]) -> None:
    """Several of the desk at once: each sound, none twice, none there already (`known`: as `same` gives them)."""
    if not texts:
        raise Refused("dialogues.statement.none", _("写上至少一条说法，一行一条。"), field="texts")
    seen = set(known)
    for text in texts:
        check_text(text, field="texts")
        if same(text) in seen:
            said = _("“{text}”已经有了，不用再写。").format(text=text.strip()[:30])
            raise Refused("dialogues.statement.known", said, field="texts")
        seen.add(same(text))
    if len(seen) > MOST:
        said = _("一个议题最多 {most} 条说法，再多没有人答得完。").format(most=MOST)
        raise Refused("dialogues.statement.too_many", said, field="texts")


def check_can_add(*, added: int, waiting: int) -> None:
    if added >= MOST_ADDED:
        said = _("您已经添了 {n} 条，先让别人说说吧。").format(n=added)
        raise Refused("dialogues.statement.enough", said, field="text")
    if waiting >= MOST_WAITING:
        said = _("等着看的说法已经很多，请过几天再来添。您照样可以表态。")
        raise Refused("dialogues.statement.flood", said, field="text")


def check_not_shown(text: str, shown: Collection[str]) -> None:
    if same(text) in shown:
        said = _("已经有人这么说了，您往下表态就会看到。")
        raise Refused("dialogues.statement.shown", said, field="text")


def check_moderates(stage: str, *, to: str) -> None:
    if stage == to:
        raise Refused("dialogues.statement.same", _("这一条已经是这样了，不用再改。"))


def check_reason(reason: str, known: Collection[str]) -> None:
    if reason not in known:
        raise Refused("dialogues.statement.no_reason", _("选一个不采用的原因。"), field="reason")
