"""The kinds of sheet the product can read. Each app names its own in `sheets.py`, found when Django starts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sanxin.kernel.sentences import as_word
from sanxin.kernel.sheets.columns import Column, Context, Label
from sanxin.kernel.sheets.rows import Fault, Row


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a batch of rows."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Applied") -> "Applied":
        return Applied(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
        )


class Apply(Protocol):
    """Writes a batch of at most 1,000 rows inside the import's transaction, with a constant number of queries."""

    def __call__(self, rows: Sequence[Row], *, by: Any, at: datetime) -> Applied: ...


class Write(Protocol):
    """Writes rows made ready earlier, inside the import's transaction. `taken` are the digests of rows that somebody
    else has written since: those stay out."""

    def __call__(self, taken: Collection[str]) -> Applied: ...


class Prepare(Protocol):
    """Makes all rows of a sheet ready before the transaction, so that others wait for the writing alone.

    Here belongs what is looked up, computed, encrypted or cut into words. The context is left after the transaction,
    with its exception if it failed.
    """

    def __call__(self, rows: Sequence[Row], *, by: Any, at: datetime) -> AbstractContextManager[Write]: ...


CheckRows = Callable[[Sequence[Row], Context], Iterable[Fault]]


def nothing_more_to_check(rows: Sequence[Row], context: Context) -> Iterable[Fault]:
    """For kinds whose columns say all there is to check."""
    return ()


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One kind of sheet: its columns, what makes two rows the same row, and the verbs that check and write rows.

    `identity` lists the keys that name a row (a number, a name and a phone); empty means the whole row.
    `check_rows` gets batches of rows whose cells are sound, and answers only what a single cell cannot tell.
    An import writes rows by `apply`, batch by batch; where a kind brings tens of thousands and has `prepare`, by that.
    """

    key: str
    label: Label
    columns: tuple[Column, ...]
    apply: Apply
    may_import: Callable[[Any], bool]
    prepare: Prepare | None = None
    identity: tuple[str, ...] = ()
    check_rows: CheckRows = nothing_more_to_check

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise ValueError(f"{self.key}: two columns share a key")
        if strangers := set(self.identity) - set(keys):
            raise ValueError(f"{self.key}: identity names unknown columns {sorted(strangers)}")

    def column(self, key: str) -> Column:
        """The column of that key; KeyError if the kind has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


Family = Callable[[str], SheetKind | None]
"""Makes the kind of one thing (a questionnaire has columns of its own) from its id; None where there is none."""

_kinds: dict[str, SheetKind] = {}
_families: dict[str, Family] = {}


def register(kind: SheetKind) -> SheetKind:
    """Make a kind known. Registering the same key twice is a programming error."""
    if _kinds.get(kind.key, kind) is not kind:
        raise ValueError(f"sheet kind {kind.key} is registered twice")
    _kinds[kind.key] = kind
    return kind


def register_family(prefix: str, make: Family) -> None:
    """Make kinds known whose key is `prefix:id`; they are made when they are asked for and stand in no list."""
    if _families.get(prefix, make) is not make:
        raise ValueError(f"sheet family {prefix} is registered twice")
    _families[prefix] = make


def kind_of(key: str) -> SheetKind:
    """The registered kind, or the one a family makes; KeyError if there is none of that key."""
    prefix, _colon, thing = key.partition(":")
    if thing and prefix in _families:
        if made := _families[prefix](thing):
            return made
        raise KeyError(key)
    return _kinds[key]


def label_of(key: Any) -> str:
    """What a kind is called; what is no key (events of earlier versions) stands for itself."""
    try:
        return str(kind_of(str(key)).label)
    except KeyError:
        return as_word(key)


def kinds_for(person: Any) -> list[SheetKind]:
    """The kinds this person may import, in the order they were registered."""
    return [kind for kind in _kinds.values() if kind.may_import(person)]
