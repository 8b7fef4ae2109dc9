"""A word that must be one of a list, and the likeliest one when it is not."""

from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from sanxin.kernel.sheets.halfwidth import plain
from sanxin.kernel.words import listed

#: Two of three characters alike (众阜镇, 众埠镇) are worth asking about; one of three is a guess.
ALIKE = 0.6
#: Comparing with every choice is slow; after this many unknown words the column is simply the wrong one.
SUGGESTIONS = 300


@dataclass(frozen=True, slots=True)
class Chosen:
    """The stored value, or None and a sentence that helps."""

    value: str | None
    sentence: str = ""


class Chooser:
    """Finds words in one list of choices. Answers are remembered: a column repeats few words over many rows."""

    def __init__(self, choices: list[tuple[str, str]]) -> None:
        self._labels = [label for _value, label in choices]
        self._values: dict[str, set[str]] = {}
        for value, label in choices:
            self._values.setdefault(_key(label), set()).add(value)
        by_value = {_key(value): {value} for value, _label in choices}
        self._values = by_value | self._values
        self._known: dict[str, Chosen] = {}
        self._suggestions_left = SUGGESTIONS

    def find(self, text: str) -> Chosen:
        """The choice a text names, by label first and by stored value second."""
        if text not in self._known:
            self._known[text] = self._look_up(text)
        return self._known[text]

    def _look_up(self, text: str) -> Chosen:
        values = self._values.get(_key(text), set())
        if len(values) == 1:
            return Chosen(next(iter(values)))
        if values:
            return Chosen(None, _("有%(count)d个“%(text)s”，请写全称") % {"count": len(values), "text": text})
        return Chosen(None, self._suggestion(text))

    def _suggestion(self, text: str) -> str:
        self._suggestions_left -= 1
        if self._suggestions_left >= 0 and (near := get_close_matches(text, self._labels, n=1, cutoff=ALIKE)):
            return _("没有“%(text)s”，是不是“%(near)s”？") % {"text": text, "near": near[0]}
        if len(self._labels) <= 8:
            return _("没有“%(text)s”，只能填：%(all)s") % {"text": text, "all": listed(self._labels)}
        return _("没有“%(text)s”") % {"text": text}


def _key(word: str) -> str:
    return "".join(plain(word).lower().split())
