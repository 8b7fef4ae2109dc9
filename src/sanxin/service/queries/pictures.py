"""Photographs that came with a voice. Rooms above keep them and say which a person may see: `register`."""

from collections.abc import Callable
from dataclasses import dataclass

from sanxin.people.models import Person
from sanxin.service.models import Voice


@dataclass(frozen=True)
class Picture:
    """As a grid of small pictures shows it."""

    url: str
    title: str
    meta: str = ""

    @property
    def picture(self) -> str:
        """The same, small."""
        return f"{self.url}?small"


Pictures = Callable[[Voice, Person], list[Picture]]
"""Those of a voice the person may open, the earliest first."""

_asked: list[Pictures] = []


def register(ask: Pictures) -> None:
    """Let a room that keeps photographs say which came with a voice."""
    _asked.append(ask)


def pictures_of(voice: Voice, person: Person) -> list[Picture]:
    return [picture for ask in _asked for picture in ask(voice, person)]
