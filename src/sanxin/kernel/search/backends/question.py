from dataclasses import dataclass
from typing import NamedTuple

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
    """An entry as the index takes it."""

    id: int
    kind: str
    text: str
