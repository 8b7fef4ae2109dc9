"""What of an item can be corrected, under which name."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from sanxin.kernel.sentences import one_of

EDITABLE: dict[str, StrOrPromise] = {
    "title": _("事项"),
    "detail": _("情况"),
    "place": _("地点"),
    "place_text": _("具体位置"),
    "kind": _("类别"),
    "urgency": _("缓急"),
    "source": _("来源"),
    "cost": _("费用"),
    "outcome_wanted": _("办成的样子"),
    "verifier": _("核验人"),
}

_name = one_of(EDITABLE)


def changed(names: Iterable[str]) -> str:
    """The fact of an event: "title,place"."""
    return ",".join(names)


def changed_in_words(fact: str) -> str:
    """The same for a reader: 事项、地点. Events of the first version hold these words already."""
    return gettext("、").join(map(_name, fact.replace("、", ",").split(",")))
