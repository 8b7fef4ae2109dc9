"""Kinds of need: those an office starts with, and what may be done to one. Plain values only."""

from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.kernel.refusals import Refused
from sanxin.service.rules.vocabulary import Vocabulary

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
VOCABULARY = Vocabulary(
    code="service.need",
    longest=LONGEST,
    no_name=gettext_lazy("写一个类型，例如“失独”。"),
    too_long=gettext_lazy("类型最多 {most} 字。"),
    twice=gettext_lazy("这个类型已经停用了。"),
    not_retired=gettext_lazy("这个类型没有停用。"),
)
MOST = 5
"""Of one member; whoever has everything is helped by nobody in particular."""


def standard_id(office: UUID, code: str) -> UUID:
    """The id a standard kind has at an office, before and after it is written.

    >>> standard_id(UUID(int=1), "illness") == standard_id(UUID(int=1), "illness")
    True
    """
    return uuid5(office, f"need {code}")


def check_can_retire(*, in_use: int, retired: bool) -> None:
    VOCABULARY.check_can_retire(retired=retired)
    if in_use <= 1:
        raise Refused("service.need.last", _("至少留一个类型；先加一个新的，再停用它。"))


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
