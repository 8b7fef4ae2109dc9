from dataclasses import dataclass
from typing import Any, NamedTuple

from sanxin.kernel.search.tokens import terms


@dataclass(frozen=True)
class Question:
    """What is looked for, within one kind."""

    kind: str
    terms: tuple[str, ...]

    @classmethod
    def of(cls, kind: str, text: str) -> "Question":
        return cls(kind, tuple(terms(text)))


class Row(NamedTuple):
    """An entry as the index takes it: its tokens in order, blanks between them."""

    id: int
    kind: str
    bigrams: str
    words: str


class New(NamedTuple):
    """An entry not written yet: its values as `bulk` makes them, and what `Row` has.

    `number` is the id the entry will have where its tokens are written already; they are not kept here any more.
    """

    values: tuple[Any, ...]
    kind: str
    bigrams: str
    words: str
    number: int | None = None
