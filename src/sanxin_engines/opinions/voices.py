"""A voice: one message of one person, as it came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sanxin_engines.opinions.errors import RepeatedVoice


@dataclass(frozen=True, slots=True)
class Voice:
    """One message. `author` is any stable code of a person; None means unknown, and counts as a person of its own."""

    id: str
    title: str
    text: str
    author: str | None = None
    at: datetime | None = None
    likes: int = 0
    dislikes: int = 0
    place: str | None = None


def in_canonical_order(voices: Iterable[Voice]) -> list[Voice]:
    """Sorted by id, so that nothing later depends on the order of the input. Raises `RepeatedVoice`."""
    ordered = sorted(voices, key=lambda voice: voice.id)
    for before, after in pairwise(ordered):
        if before.id == after.id:
            raise RepeatedVoice(after.id)
    return ordered
