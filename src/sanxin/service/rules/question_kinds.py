"""Kinds of questions and the working days each is answered in. Plain values only.

These stand where an office has written nothing of its own; a section head changes names and days on a page.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sentences import as_word

TELLING = "telling"
"""No question: how soon people are told once their thing is done or answered."""
OTHER = "other"
FIRST: dict[str, tuple[StrOrPromise, int]] = {
    "policy": (gettext_lazy("政策怎么定的"), 5),
    "procedure": (gettext_lazy("一件事怎么办"), 3),
    "party": (gettext_lazy("党组织关系、党费"), 5),
    "benefit": (gettext_lazy("待遇、补助"), 7),
    "progress": (gettext_lazy("问办到哪了"), 2),
    OTHER: (pgettext_lazy("kind of question", "别的"), 5),
    TELLING: (gettext_lazy("办好、答复以后告诉本人"), 5),
}
LONGEST_NAME = 40
LONGEST_DAYS = 60


def kind_word(value: Any) -> str:
    """The fact of an event: the key of a kind that came with the product, or the name an office gave."""
    return str(FIRST[value][0]) if value in FIRST else as_word(value)


def check_kind(name: str, days: int, *, taken: frozenset[str]) -> None:
    if not name.strip():
        raise Refused("service.kind.no_name", _("写一个名字，例如“流动党员怎么转关系”。"), field="name")
    if len(name.strip()) > LONGEST_NAME:
        raise Refused("service.kind.long_name", _("名字最多 {most} 字。").format(most=LONGEST_NAME), field="name")
    if name.strip() in taken:
        raise Refused("service.kind.taken", _("已经有叫“{name}”的类别了。").format(name=name.strip()), field="name")
    if not 1 <= days <= LONGEST_DAYS:
        words = _("几个工作日答复，写 1 到 {most} 之间的数。")
        raise Refused("service.kind.days", words.format(most=LONGEST_DAYS), field="days")


def check_can_stop(key: str, *, others_in_use: int) -> None:
    if key == TELLING:
        raise Refused("service.kind.telling", _("“告诉本人”的期限不能停用，只能改天数。"), field="in_use")
    if not others_in_use:
        raise Refused("service.kind.last", _("至少留一类在用；先加一类，再停这一类。"), field="in_use")


def check_chosen(known: bool) -> None:
    if not known:
        raise Refused("service.question.kind", _("选一类；期限按类别算。"), field="kind")
