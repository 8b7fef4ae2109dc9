"""Fields of concern (领域) are kept one storey up (`topics`) and said of problems; a voice has its problem's field.

Until that room has registered, there are none. One truth: who sorts a problem has sorted all that is said of it.
A voice in no problem has a field of its own: the machine guesses, and where a person has said it that holds.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sanxin.people.models import Unit

NONE = "none"
"""What a filter says for voices and problems of no field."""
PROBLEM = "problem_row__problem"
"""From a voice to its problem."""


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
class Said:
    """The field of a voice in no problem; without a name, where a person said that none fits."""

    name: str
    words: list[str]
    """What of its words decided, where the machine did."""
    by_machine: bool


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
    of_problems: Callable[[Collection[UUID]], dict[UUID, str]] = lambda problems: {}
    """Of these problems the names of their fields; without those that have none."""
    lone: str = ""
    """The path from a voice in no problem to its field."""
    of_lone: Callable[[Collection[UUID]], dict[UUID, Said]] = lambda voices: {}
    """What is said of those of the voices that lie in no problem."""
    voice_url: Callable[[UUID], str] = lambda voice: ""
    """Where a person says it of one voice."""
    look: Callable[[UUID, datetime], int] = lambda office, at: 0
    """Guess anew for all voices of an office that lie in no problem; how many have a field."""


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


def lone_path() -> str:
    return _registered.lone


def of_problems(problems: Collection[UUID]) -> dict[UUID, str]:
    return _registered.of_problems(problems) if problems else {}


def of_lone(voices: Collection[UUID]) -> dict[UUID, Said]:
    return _registered.of_lone(voices) if voices else {}


def voice_url(voice: UUID) -> str:
    return _registered.voice_url(voice)


def look(office: UUID, *, at: datetime) -> int:
    return _registered.look(office, at)


def choices_for(office: Unit) -> list[tuple[UUID, str]]:
    return _registered.choices(office)


def sort_url(office: Unit) -> str:
    return _registered.sort_url(office)


def compare_url() -> str:
    return _registered.compare_url()


def voices_in_field(fields: Sequence[Field], wanted: str) -> Q:
    """Voices whose problem lies in the field of that id, or in none; those in no problem by what is said of them."""
    by_problem, lone = in_field(fields, wanted, PROBLEM), _registered.lone
    if not lone or not by_problem:
        return by_problem
    if wanted == NONE:
        return by_problem & ~Q(problem_row=None, **{f"{lone}__in": [one.id for one in fields]})
    return by_problem | Q(problem_row=None, **{lone: UUID(wanted)})


def in_field(fields: Sequence[Field], wanted: str, path: str) -> Q:
    """Rows whose problem (at `path`) lies in the field of that id, or in none."""
    if wanted == NONE:
        return ~Q(**{f"{path}__in": frozenset[UUID]().union(*(one.problems for one in fields))})
    found = next((one for one in fields if str(one.id) == wanted), None)
    return Q(**{f"{path}__in": found.problems}) if found else Q()
