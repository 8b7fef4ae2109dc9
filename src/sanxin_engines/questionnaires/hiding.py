"""Which cells of a table to hide so that no small one can be worked out from the totals beside it.

A hidden cell is safe where another table fits as well: same totals, same cells shown, but another number in it.
Such a table is reached by adding one here and taking one there around a circle of hidden cells, so a cell is safe
where such a circle runs through it: upwards (one more) or downwards (one less). Whoever works it out is taken to know
the rule itself: a cell under the limit can grow to just under the limit and no further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cell = tuple[int, int]
OUTSIDE = -1
"""The place of what a total does not hold fast: where several choices may be ticked, cells add up to more than it."""


@dataclass(frozen=True, slots=True)
class Table:
    """Counts with the totals shown beside them. `rows_add_up`: each row's cells sum to its total."""

    cells: Sequence[Sequence[int]]
    row_totals: Sequence[int]
    column_totals: Sequence[int]
    rows_add_up: bool = True
    columns_add_up: bool = True


def hidden_cells(table: Table, least: int) -> set[Cell] | None:
    """Cells to hide; None where even hiding all of them gives a small one away.

    Rows and columns in which nobody is stay open: their total of 0 says it all.
    """
    rows = [row for row, total in enumerate(table.row_totals) if total]
    columns = [column for column, total in enumerate(table.column_totals) if total]
    inside = [(row, column) for row in rows for column in columns]
    small = {(row, column) for row, column in inside if table.cells[row][column] < least}
    hidden = set(small)
    while exposed := _first_exposed(table, small, hidden, least):
        shown = [cell for cell in inside if cell not in hidden]
        if not shown:
            return None
        hidden.add(_next_to_hide(table, exposed, shown))
    return hidden


def _first_exposed(table: Table, small: set[Cell], hidden: set[Cell], least: int) -> Cell | None:
    """A hidden cell whose number follows from what is shown."""
    ways = _Ways()
    for cell in hidden:
        ways.add(table, cell, most=least - 1 if cell in small else None)
    for row in {row for row, _ in hidden} if not table.rows_add_up else ():
        ways.add_outside((row, OUTSIDE), spare=sum(table.cells[row]) - table.row_totals[row])
    for column in {column for _, column in hidden} if not table.columns_add_up else ():
        total = sum(line[column] for line in table.cells)
        ways.add_outside((OUTSIDE, column), spare=total - table.column_totals[column])
    return next((cell for cell in sorted(hidden) if not ways.can_change(cell)), None)


def _next_to_hide(table: Table, exposed: Cell, shown: list[Cell]) -> Cell:
    """The smallest one in its row, else in its column, else anywhere: as few people as possible go unseen."""
    row, column = exposed
    return min(shown, key=lambda cell: (cell[0] != row, cell[1] != column, table.cells[cell[0]][cell[1]], cell))


class _Ways:
    """Rows and columns as places, hidden cells as ways between them.

    Adding one to a cell leads from its row to its column, taking one away from its column to its row.
    """

    def __init__(self) -> None:
        self._up: dict[int, set[int]] = {}
        self._down: dict[int, set[int]] = {}

    def add(self, table: Table, cell: Cell, *, most: int | None) -> None:
        row, column = cell
        number = table.cells[row][column]
        highest = min(table.row_totals[row], table.column_totals[column])
        if number < (highest if most is None else min(most, highest)):
            self._up.setdefault(row, set()).add(column)
        if number > 0:
            self._down.setdefault(column, set()).add(row)

    def add_outside(self, cell: Cell, *, spare: int) -> None:
        """Cells may add up to more than their total, never to less."""
        row, column = cell
        self._down.setdefault(column, set()).add(row)
        if spare > 0:
            self._up.setdefault(row, set()).add(column)

    def can_change(self, cell: Cell) -> bool:
        """One more in it leads to its column: is there a way back to its row by other cells? Or the reverse."""
        row, column = cell
        more = column in self._up.get(row, ()) and (True, row) in self._reached((False, column), without=cell)
        less = row in self._down.get(column, ()) and (False, column) in self._reached((True, row), without=cell)
        return more or less

    def _reached(self, start: tuple[bool, int], *, without: Cell) -> set[tuple[bool, int]]:
        """Places (is it a row, which) one comes to from there."""
        seen, waiting = {start}, [start]
        while waiting:
            is_row, place = waiting.pop()
            for other in (self._up if is_row else self._down).get(place, ()):
                reached = (not is_row, other)
                if reached not in seen and ((place, other) if is_row else (other, place)) != without:
                    seen.add(reached)
                    waiting.append(reached)
        return seen
