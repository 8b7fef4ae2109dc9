"""Each event name has a registered sentence; apps register theirs in `events.py`.

    OPENED = register("ledger.item.opened", _lazy("立项，编号 {number}"))
    STRUCK_OFF = register("ledger.item.struck_off", _lazy("核验通过，销号（{method}）"), method=one_of(METHODS))

The sentence leaves out who did it and when: those stand beside it. A fact is a code or a plain value, never a word in
the actor's language; a code is drawn in the reader's language by the function given under its name.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext, override
from django_stubs_ext import StrOrPromise

Drawn = Callable[[Any], str]
"""Gives the words for one fact, when somebody reads it."""

_registered: dict[str, StrOrPromise] = {}
_drawn: dict[str, dict[str, Drawn]] = {}
_counted: dict[str, str] = {}


def register(name: str, words: StrOrPromise, counted: str = "", **drawn: Drawn) -> str:
    """Make `name` a known event; gives the name back so that it can be kept in a constant.

    `counted` names the fact that chooses the plural, where the catalogue has `msgid_plural` (the same words again).
    """
    if name in _registered and _registered[name] != words:
        raise ValueError(f"event {name} is registered twice")
    _registered[name] = words
    _drawn[name], _counted[name] = drawn, counted
    return name


def is_registered(name: str) -> bool:
    return name in _registered


def registered() -> dict[str, StrOrPromise]:
    return dict(_registered)


def sentence(name: str, facts: dict[str, Any]) -> str:
    """The event in words; a fact the sentence asks for and does not find shows as an ellipsis."""
    words = _registered.get(name, gettext_lazy("未登记的事件"))
    many = facts.get(_counted.get(name, ""))
    said = _plural(words, many) if isinstance(many, int) else str(words)
    drawn = {fact: draw(facts[fact]) for fact, draw in _drawn.get(name, {}).items() if fact in facts}
    return said.format_map(_Facts(facts | drawn))


def _plural(words: StrOrPromise, many: int) -> str:
    with override(None):  # as it stands in the code
        key = str(words)
    return ngettext(key, key, many)


def one_of(labels: Mapping[Any, StrOrPromise]) -> Drawn:
    """Draws a code by its label.

    Events of earlier versions hold the word itself: it is a msgid where it was written in Chinese, and stands as it is
    where not.
    """

    def draw(value: Any) -> str:
        return str(labels[value]) if value in labels else as_word(value)

    return draw


def as_word(value: Any) -> str:
    """A word kept in Chinese, in the reader's language."""
    return gettext(str(value)) if value else ""  # gettext("") would be the head of the catalogue


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
