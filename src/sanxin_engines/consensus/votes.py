"""Votes: what each voter said to each statement, the last word counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

AGREE, PASS, DISAGREE = 1, 0, -1
MISSING = 9
"""Stands in a cell of `Table.cells` where a voter was not asked or did not answer."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer. `at` orders repeated answers (any comparable number); the later one counts."""

    voter: str
    statement: str
    value: int
    at: float = 0.0


@dataclass(frozen=True)
class Table:
    """Voters × statements.

    `cells` is int8 of shape (voters, statements): 1 agree, 0 pass, -1 disagree, 9 nothing said. `left_out` marks
    statements a moderator took out.
    """

    voters: tuple[str, ...]
    statements: tuple[str, ...]
    cells: NDArray[np.int8] = field(repr=False)
    left_out: NDArray[np.bool_] = field(repr=False)

    @property
    def given(self) -> NDArray[np.int64]:
        """Answers of each voter, those to statements left out included: they show how much somebody took part."""
        counts: NDArray[np.int64] = (self.cells != MISSING).sum(axis=1)
        return counts

    @property
    def kept(self) -> list[int]:
        """Columns of the statements that were not left out."""
        return [int(column) for column in np.flatnonzero(~self.left_out)]


def tabulate(votes: Iterable[Vote], *, statements: Iterable[str] = (), left_out: Iterable[str] = ()) -> Table:
    """Votes as a table whose order depends on the ids alone. `statements` adds columns nobody answered."""
    last: dict[tuple[str, str], int] = {}
    for vote in sorted(votes, key=_by_time):
        last[vote.voter, vote.statement] = vote.value
    voters = tuple(sorted({voter for voter, _ in last}, key=by_number))
    columns = tuple(sorted({statement for _, statement in last} | set(statements), key=by_number))
    row_of = {voter: row for row, voter in enumerate(voters)}
    column_of = {statement: column for column, statement in enumerate(columns)}
    cells = np.full((len(voters), len(columns)), MISSING, dtype=np.int8)
    rows = [row_of[voter] for voter, _ in last]
    cells[rows, [column_of[statement] for _, statement in last]] = list(last.values())
    out = set(left_out)
    return Table(voters, columns, cells, np.array([one in out for one in columns], dtype=bool))


def by_number(identity: str) -> tuple[int, int, str]:
    """Ids that are numbers stand in their order, others after them by spelling."""
    return (0, int(identity), identity) if identity.isdecimal() else (1, 0, identity)


def _by_time(vote: Vote) -> tuple[float, str, str, int]:
    """Two answers of one instant: the smaller value counts last, whatever order the file has."""
    return vote.at, vote.voter, vote.statement, -vote.value
