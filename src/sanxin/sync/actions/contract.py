"""What every kind of operation is given, and how it says that it cannot be applied."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person


@dataclass(frozen=True)
class Context:
    by: Person
    branch: str
    """The device: its own queue is never in its own way."""
    at: datetime


class NotYet(Refused):
    """It belongs to something that has not arrived; the same operation may come again."""


class Question(Refused):
    """Somebody changed it in between. Both versions go back, and the person says which one stands."""

    def __init__(self, code: str, sentence: str, *, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
        super().__init__(code, sentence)
        self.mine, self.theirs = mine, theirs
