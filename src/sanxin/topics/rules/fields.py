"""Fields of concern: the four an office starts with, and what may be done to one. Plain values only."""

from collections.abc import Collection
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

FIRST = ("干部选任", "基层组织建设", "领导班子思想政治建设", "人才工作")
"""Names are data: an office rewrites them as it likes."""
LONGEST = 40


def first_id(office: UUID, name: str) -> UUID:
    """The id a first field of an office has, before and after it is written.

    >>> first_id(UUID(int=1), "人才工作") == first_id(UUID(int=1), "人才工作")
    True
    """
    return uuid5(office, name)


def limit_id(office: UUID) -> UUID:
    """What the history of an office's limit of visits hangs on."""
    return uuid5(office, "village limit")


def check_name(name: str, taken: Collection[str], retired: Collection[str]) -> None:
    if not name.strip():
        raise Refused("topics.field.no_name", _("给领域起个名，例如“人才工作”。"), field="name")
    if len(name.strip()) > LONGEST:
        raise Refused("topics.field.long_name", _("名字最多 40 个字。"), field="name")
    if name.strip() in taken:
        raise Refused("topics.field.taken", _("已经有这个领域了。"), field="name")
    if name.strip() in retired:
        raise Refused("topics.field.retired", _("这个领域停用过，点它后面的“恢复使用”就行。"), field="name")


def check_can_retire(in_use: int, retired: bool) -> None:
    if retired:
        raise Refused("topics.field.twice", _("这个领域已经停用了。"))
    if in_use <= 1:
        raise Refused("topics.field.last", _("至少留一个领域；先加一个新的，再停用它。"))
