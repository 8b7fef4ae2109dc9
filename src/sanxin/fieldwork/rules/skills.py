"""What may be done to the short list of skills, and to what a village needs. Plain values only."""

from collections.abc import Collection, Iterable
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST = 20
MOST = 30
"""In use at one office; a longer list is read by nobody."""


def check_name(name: str, *, taken: Collection[str], retired: Collection[str]) -> None:
    words = name.strip()
    if not words:
        raise Refused("fieldwork.skill.no_name", _("写一样专长，例如“医保政策”。"), field="name")
    if len(words) > LONGEST:
        raise Refused("fieldwork.skill.long_name", _("专长最多 {most} 字。").format(most=LONGEST), field="name")
    if words in taken:
        raise Refused("fieldwork.skill.taken", _("已经有“{name}”了。").format(name=words), field="name")
    if words in retired:
        sentence = _("“{name}”停用过，点它后面的“恢复使用”就行。").format(name=words)
        raise Refused("fieldwork.skill.retired", sentence, field="name")


def check_room(in_use: int) -> None:
    if in_use >= MOST:
        sentence = _("专长最多 {most} 样，先停用不常用的。").format(most=MOST)
        raise Refused("fieldwork.skill.many", sentence, field="name")


def check_can_retire(*, retired: bool) -> None:
    if retired:
        raise Refused("fieldwork.skill.twice", _("这样专长已经停用了。"))


def check_can_restore(*, retired: bool) -> None:
    if not retired:
        raise Refused("fieldwork.skill.in_use", _("这样专长没有停用。"))


def fingerprint(ids: Iterable[UUID]) -> str:
    """Of a choice somebody has seen: the same ids, the same letters, in whatever order.

    >>> fingerprint([UUID(int=2), UUID(int=1)]) == fingerprint([UUID(int=1), UUID(int=2)])
    True
    """
    return sha256("".join(sorted(one.hex for one in ids)).encode()).hexdigest()[:16]
