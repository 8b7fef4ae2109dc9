"""Fields of concern (领域) are kept one storey up (`topics`) and said of problems; a voice has its problem's field.

Until that room has registered, there are none. One truth: who sorts a problem has sorted all that is said of it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from sanxin.people.models import Unit

NONE = "none"
"""What a filter says for voices and problems of no field."""


@dataclass(frozen=True)
class Field:
    id: UUID
    name: str
    problems: frozenset[UUID]


@dataclass(frozen=True)
class Looking:
    """A topic (课题) and the problems it looks into."""

    id: UUID
    code: str
    question: str
    url: str
    problems: frozenset[UUID]


@dataclass(frozen=True)
class Concerns:
    known: Callable[[Collection[UUID]], list[Field]]
    """The fields of these offices, in order, each with the problems it holds."""
    choices: Callable[[Unit], list[tuple[UUID, str]]]
    """What a problem of the office may be sorted under."""
    sort_url: Callable[[Unit], str]
    """Takes `problem`, `field` and `next`."""
    compare_url: Callable[[], str]
    """Where many problems are sorted at once."""
    topics: Callable[[Collection[UUID]], list[Looking]] = lambda offices: []
    """Topics of these offices that look into problems, the newest first."""


_registered = Concerns(
    known=lambda offices: [], choices=lambda office: [], sort_url=lambda office: "", compare_url=lambda: ""
)


def register(concerns: Concerns) -> None:
    global _registered
    _registered = concerns


def fields_of(offices: Collection[UUID]) -> list[Field]:
    return _registered.known(offices) if offices else []


def topics_of(offices: Collection[UUID]) -> list[Looking]:
    return _registered.topics(offices) if offices else []


def choices_for(office: Unit) -> list[tuple[UUID, str]]:
    return _registered.choices(office)


def sort_url(office: Unit) -> str:
    return _registered.sort_url(office)


def compare_url() -> str:
    return _registered.compare_url()


def in_field(fields: Sequence[Field], wanted: str, path: str) -> Q:
    """Rows whose problem (at `path`) lies in the field of that id, or in none."""
    if wanted == NONE:
        return ~Q(**{f"{path}__in": frozenset[UUID]().union(*(one.problems for one in fields))})
    found = next((one for one in fields if str(one.id) == wanted), None)
    return Q(**{f"{path}__in": found.problems}) if found else Q()
