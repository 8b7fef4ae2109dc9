"""Each event name has a registered sentence; apps register theirs in `events.py`.

    OPENED = register("ledger.item.opened", _lazy("立项，编号 {number}"))

The sentence leaves out who did it and when: those stand beside it.
"""

from typing import Any

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

_registered: dict[str, StrOrPromise] = {}


def register(name: str, words: StrOrPromise) -> str:
    """Make `name` a known event; gives the name back so that it can be kept in a constant."""
    if name in _registered and _registered[name] != words:
        raise ValueError(f"event {name} is registered twice")
    _registered[name] = words
    return name


def is_registered(name: str) -> bool:
    return name in _registered


def registered() -> dict[str, StrOrPromise]:
    return dict(_registered)


def sentence(name: str, facts: dict[str, Any]) -> str:
    """The event in words; a fact the sentence asks for and does not find shows as an ellipsis."""
    words = str(_registered.get(name, gettext_lazy("未登记的事件")))
    return words.format_map(_Facts(facts))


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
