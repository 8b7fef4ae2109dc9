"""What an expression is made of once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """How two values are compared, as XLSForm writes it."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    MORE = ">"
    AT_MOST = "<="
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Ref:
    """The answer to a question: `${bus}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """The answer being checked, a dot; stands in constraints only."""


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted word: `'yes'`."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure, as written: `60`."""

    value: float


@dataclass(frozen=True, slots=True)
class Truth:
    """`true()` or `false()`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values and the sign between them: `${age} >= 60`."""

    sign: Sign
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part holds at least."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """`not(…)`."""

    part: Node


@dataclass(frozen=True, slots=True)
class Selected:
    """That choice is among those ticked."""

    ref: Ref
    choice: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """How many choices are ticked: `count-selected(${ways})`."""

    ref: Ref


Node = Ref | Own | Text | Number | Truth | Compared | Both | Either | Negated | Selected | Ticked


def names_in(node: Node) -> tuple[str, ...]:
    """Questions an expression looks at, each once, in the order they are written."""
    return tuple(dict.fromkeys(_names(node)))


def _names(node: Node) -> list[str]:
    match node:
        case Ref(name):
            return [name]
        case Selected(ref, _) | Ticked(ref):
            return [ref.name]
        case Compared(_, left, right):
            return _names(left) + _names(right)
        case Both(parts) | Either(parts):
            return [name for part in parts for name in _names(part)]
        case Negated(part):
            return _names(part)
        case _:
            return []
