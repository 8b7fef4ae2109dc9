"""What a run returns. Ids are those of the input; every figure can be traced to the voices listed beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heat:
    """How pressing a problem is. `score` is the weighted sum of the parts; the counts are shown as they are.

    people, messages, likes: counts. recency, spread, persistence: 0…1. `weights`: version of the weights.
    """

    score: float
    people: int
    messages: int
    likes: int
    recency: float
    spread: float
    persistence: float
    weights: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of one voice, word for word, phone and identity numbers masked."""

    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A word or place and the voices of the problem that use it."""

    term: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The voice of the problem nearest to `voice`, similarity 0…1 (None: no other text, or nothing in common)."""

    voice: str
    nearest: str | None
    similarity: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why these voices are together."""

    shared_terms: tuple[SharedTerm, ...]
    shared_places: tuple[SharedTerm, ...]
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """`voices` ascending; `proposed` are those of them that people have not yet seen under this id."""

    id: str
    title: str
    heat: Heat
    keywords: tuple[str, ...]
    quotes: tuple[Quote, ...]
    voices: tuple[str, ...]
    duplicates: tuple[tuple[str, ...], ...]
    places: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    reasons: Reasons
    locked: bool = False
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Synthesis:
    """Problems, hottest first, and the voices that stand alone, ascending. Every voice appears exactly once."""

    problems: tuple[Problem, ...]
    unassigned: tuple[str, ...]
