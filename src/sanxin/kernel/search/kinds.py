"""Kinds of things that can be found; each says who may see which."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django_stubs_ext import StrOrPromise

if TYPE_CHECKING:
    from sanxin.kernel.search.index import Entry


class Sight(Protocol):
    @property
    def counties(self) -> frozenset[UUID]: ...


class Searcher(Protocol):
    """Who searches; a Person is one."""

    @property
    def sight(self) -> Sight: ...


@dataclass(frozen=True)
class Hit:
    """One result. `find` escapes and marks the title, and adds an excerpt where the words stand in the body."""

    title: str
    url: str
    meta: str = ""
    excerpt: str = ""


Visible = Callable[[Any, Collection[UUID]], dict[UUID, Hit]]


@dataclass(frozen=True)
class Kind:
    name: str
    label: StrOrPromise
    visible: Visible
    offices: Callable[[Any], Collection[UUID] | None] | None
    everything: Callable[[], Iterable["Entry"]] | None


_kinds: dict[str, Kind] = {}


def register_kind(
    name: str,
    *,
    label: StrOrPromise,
    visible: Visible,
    offices: Callable[[Any], Collection[UUID] | None] | None = None,
    everything: Callable[[], Iterable["Entry"]] | None = None,
) -> None:
    """Make a kind of thing findable. Results are grouped in the order of registration.

    `visible(person, ids)` gives a Hit for each of the ids this person may see, in one or two queries.
    `offices(person)` may name the offices outside which nothing of this kind is visible to them (None: no limit;
    an entry of no office is always a candidate); it spares asking about thousands of candidates.
    `everything()` gives all entries anew for `sanxin reindex`.
    """
    _kinds[name] = Kind(name, label, visible, offices, everything)


def chosen(names: Iterable[str] | None = None) -> list[Kind]:
    wanted = None if names is None else set(names)
    return [kind for name, kind in _kinds.items() if wanted is None or name in wanted]
