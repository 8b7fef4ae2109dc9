"""Kinds of need: those an office starts with, and what may be done to one. Plain values only."""

from collections.abc import Collection
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.kernel.refusals import Refused

OTHER = "other"
STANDARD: dict[str, StrOrPromise] = {
    "illness": gettext_lazy("疾病"),
    "old_age": gettext_lazy("高龄"),
    "living_alone": gettext_lazy("独居"),
    "disability": gettext_lazy("残疾"),
    "income": gettext_lazy("收入低"),
    "housing": gettext_lazy("住房差"),
    "schooling": gettext_lazy("孩子上学"),
    "disaster": gettext_lazy("受灾"),
    OTHER: pgettext_lazy("kind of need", "其他"),
}
"""What every office starts with, by code; an office adds its own and retires what it does not use."""
CHINESE = dict(
    zip(STANDARD, ("疾病", "高龄", "独居", "残疾", "收入低", "住房差", "孩子上学", "受灾", "其他"), strict=True)
)
"""The same as an office's own sheet writes them, whatever language the reader has chosen."""
LONGEST = 20
MOST = 5
"""Of one member; whoever has everything is helped by nobody in particular."""


def standard_id(office: UUID, code: str) -> UUID:
    """The id a standard kind has at an office, before and after it is written.

    >>> standard_id(UUID(int=1), "illness") == standard_id(UUID(int=1), "illness")
    True
    """
    return uuid5(office, f"need {code}")


def check_name(name: str, *, taken: Collection[str], retired: Collection[str]) -> None:
    words = name.strip()
    if not words:
        raise Refused("service.need.no_name", _("写一个类型，例如“失独”。"), field="name")
    if len(words) > LONGEST:
        raise Refused("service.need.long_name", _("类型最多 {most} 字。").format(most=LONGEST), field="name")
    if words in taken:
        raise Refused("service.need.taken", _("已经有“{name}”了。").format(name=words), field="name")
    if words in retired:
        sentence = _("“{name}”停用过，点它后面的“恢复使用”就行。").format(name=words)
        raise Refused("service.need.retired", sentence, field="name")


def check_can_retire(*, in_use: int, retired: bool) -> None:
    if retired:
        raise Refused("service.need.twice", _("这个类型已经停用了。"))
    if in_use <= 1:
        raise Refused("service.need.last", _("至少留一个类型；先加一个新的，再停用它。"))


def check_can_restore(*, retired: bool) -> None:
    if not retired:
        raise Refused("service.need.in_use", _("这个类型没有停用。"))


def check_count(count: int) -> None:
    if count > MOST:
        sentence = _("困难类型最多选 {most} 个，选最要紧的。").format(most=MOST)
        raise Refused("service.member.needs", sentence, field="needs")


def words_in(typed: str) -> list[str]:
    """疾病、独居 → 疾病, 独居, as people write several into one cell.

    >>> words_in("疾病、独居; 高龄/疾病")
    ['疾病', '独居', '高龄']
    """
    for mark in "，,；;/\\|\n ":
        typed = typed.replace(mark, "、")
    return list(dict.fromkeys(word for word in typed.split("、") if word))
