"""Lists that leave the house as files, by code; apps register theirs in `events.py`.

The event that says who took a list keeps the code, and whoever reads it gets the title in their own language.
"""

from dataclasses import dataclass, replace
from typing import Any

from django_stubs_ext import StrOrPromise

from sanxin.kernel.sentences import as_word


@dataclass(frozen=True)
class Listing:
    code: str
    title: StrOrPromise

    def __str__(self) -> str:
        return str(self.title)

    def named(self, title: str) -> "Listing":
        """The same list under the title of one case, which stands on the file and not in the event."""
        return replace(self, title=title)


_registered: dict[str, Listing] = {}


def register(code: str, title: StrOrPromise) -> Listing:
    """Make a list known: VOICES = register("service.voices", _lazy("声音"))."""
    _registered[code] = Listing(code, title)
    return _registered[code]


def title_of(code: Any) -> str:
    """Its title; what is no code (events of earlier versions) stands for itself."""
    return str(_registered[code]) if code in _registered else as_word(code)
