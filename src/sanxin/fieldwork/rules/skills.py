"""What may be done to the short list of skills, and to what a village needs. Plain values only."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.refusals import Refused
from sanxin.service.rules.vocabulary import Vocabulary

LONGEST = 20
MOST = 30
"""In use at one office; a longer list is read by nobody."""


VOCABULARY = Vocabulary(
    code="fieldwork.skill",
    longest=LONGEST,
    no_name=gettext_lazy("写一样专长，例如“医保政策”。"),
    too_long=gettext_lazy("专长最多 {most} 字。"),
    twice=gettext_lazy("这样专长已经停用了。"),
    not_retired=gettext_lazy("这样专长没有停用。"),
)


def check_room(in_use: int) -> None:
    if in_use >= MOST:
        sentence = _("专长最多 {most} 样，先停用不常用的。").format(most=MOST)
        raise Refused("fieldwork.skill.many", sentence, field="name")


def fingerprint(ids: Iterable[UUID]) -> str:
    """Of a choice somebody has seen: the same ids, the same letters, in whatever order.

    >>> fingerprint([UUID(int=2), UUID(int=1)]) == fingerprint([UUID(int=1), UUID(int=2)])
    True
    """
    return sha256("".join(sorted(one.hex for one in ids)).encode()).hexdigest()[:16]
