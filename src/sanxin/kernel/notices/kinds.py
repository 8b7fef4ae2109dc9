"""The kinds of notice. Each room registers its own when Django starts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Words = Callable[[int], str]
"""The line of a digest for so many of a kind."""
Still = Callable[[Collection[UUID], date], set[UUID]]
"""Which of these subjects it still holds for on a day; the rest is not told any more."""


@dataclass(frozen=True)
class NoticeKind:
    code: str
    words: Words
    still: Still


_kinds: dict[str, NoticeKind] = {}


def register(code: str, words: Words, *, still: Still) -> NoticeKind:
    """Make a kind known."""
    _kinds[code] = NoticeKind(code, words, still)
    return _kinds[code]


def registered() -> dict[str, NoticeKind]:
    return dict(_kinds)


def kind_of(code: str) -> NoticeKind | None:
    """None for a kind that was dropped in a later version."""
    return _kinds.get(code)
