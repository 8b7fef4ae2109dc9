"""Two questions against each other, so that nobody can be told from a small number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sanxin_engines.questionnaires.counts import sides, taken_by
from sanxin_engines.questionnaires.evaluation import Answer
from sanxin_engines.questionnaires.form import Choice, Form, Kind
from sanxin_engines.questionnaires.hiding import Table, hidden_cells

LEAST = 5


@dataclass(frozen=True, slots=True)
class CrossTab:
    """People who answered both questions. A cell of None is hidden: fewer than `least` people, or one that would
    give such a cell away. `withheld`: nothing can be shown without giving somebody away, all numbers are left out.

    Where several choices could be ticked, the totals of that side count people and are less than the sum.
    """

    rows: tuple[Choice, ...]
    columns: tuple[Choice, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int
    least: int = LEAST
    withheld: bool = False

    @property
    def hides(self) -> bool:
        """Some cells, or all, are not shown: too few people stand in them."""
        return self.withheld or any(cell is None for row in self.cells for cell in row)


def cross(form: Form, a: str, b: str, answers: Iterable[Mapping[str, Answer]], least: int = LEAST) -> CrossTab:
    """Choices of `a` as rows, of `b` as columns; names as in `crossable`, anything else raises KeyError."""
    (first, rows), (second, columns) = sides(form, a), sides(form, b)
    row_at = {choice.name: at for at, choice in enumerate(rows)}
    column_at = {choice.name: at for at, choice in enumerate(columns)}
    cells = [[0] * len(columns) for _ in rows]
    row_totals, column_totals, total = [0] * len(rows), [0] * len(columns), 0
    for given in answers:
        across = [row_at[name] for name in taken_by(first, a, given) if name in row_at]
        down = [column_at[name] for name in taken_by(second, b, given) if name in column_at]
        if not across or not down:
            continue
        total += 1
        for row in across:
            row_totals[row] += 1
            for column in down:
                cells[row][column] += 1
        for column in down:
            column_totals[column] += 1
    table = Table(
        cells,
        row_totals,
        column_totals,
        rows_add_up=second.kind is not Kind.MULTIPLE,
        columns_add_up=first.kind is not Kind.MULTIPLE,
    )
    hidden = hidden_cells(table, least)
    if hidden is None:
        return _withheld(rows, columns, least)
    shown = tuple(
        tuple(None if (row, column) in hidden else cell for column, cell in enumerate(line))
        for row, line in enumerate(cells)
    )
    return CrossTab(rows, columns, shown, tuple(row_totals), tuple(column_totals), total, least)


def _withheld(rows: tuple[Choice, ...], columns: tuple[Choice, ...], least: int) -> CrossTab:
    blank = tuple((None,) * len(columns) for _ in rows)
    return CrossTab(rows, columns, blank, (0,) * len(rows), (0,) * len(columns), 0, least, withheld=True)
