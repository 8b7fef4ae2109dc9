"""Where tokens lie and how a question is put to them, for each database."""

from collections.abc import Sequence
from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from sanxin.kernel.search.backends import postgresql, sqlite
from sanxin.kernel.search.backends.question import New, Question, Row

__all__ = ["Backend", "New", "Question", "Row", "of"]

Clause = tuple[str, list[str]]


class Backend(Protocol):
    def install(self, connection: BaseDatabaseWrapper) -> None: ...
    def remove(self, connection: BaseDatabaseWrapper) -> None: ...
    def write(self, connection: BaseDatabaseWrapper, rows: list[Row]) -> None:
        """Keep the tokens of entries that already stand in their table."""

    def add(self, connection: BaseDatabaseWrapper, entries: Sequence[New]) -> None:
        """Write new entries together with their tokens; none of them stands in the table."""

    def lay(self, connection: BaseDatabaseWrapper, entries: Sequence[New]) -> list[New]:
        """Write what can be written before the entries stand; until then nobody finds it."""

    def sweep(self, connection: BaseDatabaseWrapper) -> None:
        """Forget what was laid for entries that never came."""

    def tidy(self, connection: BaseDatabaseWrapper) -> None:
        """Put together what many small writes have scattered."""

    def erase(self, connection: BaseDatabaseWrapper, ids: list[int]) -> None:
        """Forget the tokens of entries about to be deleted."""

    def matches(self, question: Question, *, whole: bool = False, by_date: bool = False) -> Clause:
        """SQL, true for entries of the question's kind in which every term stands (`whole`: as a word of its own).

        `by_date`: there are many, and the newest of them are wanted.
        """

    def counts_up_to(
        self, connection: BaseDatabaseWrapper, questions: Sequence[Question], most: int, *, whole: bool = False
    ) -> list[int]:
        """How many entries match each question, without counting on beyond `most`; one query for all of them."""

    def has_words(self, question: Question) -> Clause:
        """SQL, true where every term is a word of its own."""


def of(connection: BaseDatabaseWrapper) -> Backend:
    return postgresql if connection.vendor == "postgresql" else sqlite
