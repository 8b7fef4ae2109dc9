"""Which problem a voice belongs to is known one storey up (`research`); it says so here when Django starts.

Until somebody has, no voice belongs to a problem. Registered like kinds of search result, so nothing looks up.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sanxin.people.models import Person
from sanxin.service.models import Voice


@dataclass(frozen=True)
class Link:
    """A problem a voice belongs to, as a page shows it."""

    title: str
    url: str
    meta: str = ""


@dataclass(frozen=True)
class Grouping:
    """`grouped()` is true for voices in an accepted problem; `links` are those a person may open."""

    grouped: Callable[[], Q]
    links: Callable[[Voice, Person], list[Link]]
    suggest_url: Callable[[Person], str] = lambda person: ""
    """Where the page of a new voice asks, while it is typed, which problem it may belong to."""
    choose: Callable[[Voice, UUID, Person, datetime], str] = lambda voice, problem_id, person, at: ""
    """Puts a voice into the problem chosen there and gives that problem's number; may be refused."""
    fields: Callable[[Person], list[tuple[str, str]]] = lambda person: []
    """Fields of concern a person may ask voices by: value, name. A voice has the field of its problem, else its own."""
    in_field: Callable[[Person, str], Q] = lambda person, field: Q()
    field_names: Callable[[Person, Collection[UUID]], dict[UUID, str]] = lambda person, voices: {}
    """The fields of these voices, by name; without those that have none."""
    lone_field: Callable[[Voice, Person], Link | None] = lambda voice, person: None
    """Of a voice in no problem: its field, and where to change it; nothing for whoever may not."""


_nothing = Grouping(grouped=lambda: Q(pk__in=[]), links=lambda voice, person: [])
_known = _nothing


def register(grouping: Grouping) -> None:
    global _known
    _known = grouping


def grouped() -> Q:
    return _known.grouped()


def links_of(voice: Voice, person: Person) -> list[Link]:
    return _known.links(voice, person)


def fields(person: Person) -> list[tuple[str, str]]:
    return _known.fields(person)


def in_field(person: Person, field: str) -> Q:
    return _known.in_field(person, field)


def field_names(person: Person, voices: Collection[UUID]) -> dict[UUID, str]:
    return _known.field_names(person, voices)


def lone_field(voice: Voice, person: Person) -> Link | None:
    return _known.lone_field(voice, person)


def suggest_url(person: Person) -> str:
    return _known.suggest_url(person)


def choose(voice: Voice, problem_id: UUID, person: Person, at: datetime) -> str:
    return _known.choose(voice, problem_id, person, at)
