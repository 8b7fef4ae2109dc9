"""Which cells of a table to hide so that no small one can be worked out from the totals beside it.

A hidden cell is safe where another table fits as well: same totals, same cells shown, but another number in it.
Such a table is reached by adding one here and taking one there around a circle of hidden cells, so a cell is safe
where such a circle runs through it: upwards (one more) or downwards (one less). Whoever works it out is taken to know
the rule itself: a cell under the limit can grow to just under the limit and no further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Cell = tuple[int, int]
Place = tuple[bool, int]
"""Is it a row, and which."""
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
    waiting = sorted(hidden)
    while waiting:
        ways = _Ways(table, inside, small, hidden, least)
        circle = ways.circle(waiting.pop())
        if circle is None:
            return None
        added = {cell for cell in circle if OUTSIDE not in cell} - hidden
        hidden |= added
        waiting += sorted(added)
    return hidden


class _Ways:
    """Rows and columns as places, cells as ways between them; a way over a cell still shown costs the people in it.

    Adding one to a cell leads from its row to its column, taking one away from its column to its row.
    """

    def __init__(self, table: Table, inside: list[Cell], small: set[Cell], hidden: set[Cell], least: int) -> None:
        self._ways: dict[Place, dict[Place, tuple[int, Cell]]] = {}
        for cell in inside:
            row, column = cell
            number = table.cells[row][column]
            most = min(table.row_totals[row], table.column_totals[column])
            self._add(
                cell,
                up=number < (min(most, least - 1) if cell in small else most),
                down=number > 0,
                price=0 if cell in hidden else number,
            )
        for row in {row for row, _ in inside} if not table.rows_add_up else ():
            self._add((row, OUTSIDE), up=sum(table.cells[row]) > table.row_totals[row], down=True, price=0)
        for column in {column for _, column in inside} if not table.columns_add_up else ():
            spare = sum(line[column] for line in table.cells) > table.column_totals[column]
            self._add((OUTSIDE, column), up=spare, down=True, price=0)

    def _add(self, cell: Cell, *, up: bool, down: bool, price: int) -> None:
        row, column = (True, cell[0]), (False, cell[1])
        if up:
            self._ways.setdefault(row, {})[column] = (price, cell)
        if down:
            self._ways.setdefault(column, {})[row] = (price, cell)

    def circle(self, cell: Cell) -> set[Cell] | None:
        """The cells of the cheapest circle through this one; of a hidden cell that is safe they are hidden too."""
        row, column = (True, cell[0]), (False, cell[1])
        found = [
            self._way(to, start, without=cell)
            for start, to in ((row, column), (column, row))
            if to in self._ways.get(start, ())
        ]
        known = [one for one in found if one is not None]
        return min(known, key=lambda one: (one[0], sorted(one[1])))[1] if known else None

    def _way(self, start: Place, end: Place, *, without: Cell) -> tuple[int, set[Cell]] | None:
        """The cheapest way and the cells it goes over."""
        waiting: list[tuple[int, Place, tuple[Cell, ...]]] = [(0, start, ())]
        done: set[Place] = set()
        while waiting:
            cost, place, cells = heappop(waiting)
            if place == end:
                return cost, set(cells)
            if place in done:
                continue
            done.add(place)
            for other, (price, cell) in self._ways.get(place, {}).items():
                if cell != without and other not in done:
                    heappush(waiting, (cost + price, other, (*cells, cell)))
        return None
