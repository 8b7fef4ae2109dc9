"""Two questions against each other never give a small number away."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanxin_engines.questionnaires import Answers, Choice, CrossTab, Form, Kind, Question, cross
from sanxin_engines.questionnaires.counts import crossable
from sanxin_engines.questionnaires.hiding import Table, hidden_cells

AGES = tuple(Choice(name, name) for name in ("young", "middle", "old"))
WAYS = tuple(Choice(name, name) for name in ("bus", "bike", "foot"))
FORM = Form(
    "t",
    (
        Question("age", Kind.SINGLE, "年纪？", choices=AGES),
        Question("way", Kind.SINGLE, "怎么走？", choices=WAYS),
        Question("needs", Kind.MULTIPLE, "缺什么？", choices=WAYS),
        Question("grid", Kind.MATRIX, "满意吗？", choices=AGES, rows=(Choice("road", "路"),)),
        Question("said", Kind.TEXT, "还有？"),
    ),
)


def people(table: list[list[int]]) -> list[Answers]:
    """So many people of each age who go that way."""
    return [
        {"age": AGES[row].name, "way": WAYS[column].name}
        for row, line in enumerate(table)
        for column, count in enumerate(line)
        for _ in range(count)
    ]


def test_large_cells_are_all_shown() -> None:
    table = [[10, 11, 12], [13, 14, 15], [16, 17, 18]]

    made = cross(FORM, "age", "way", people(table))

    assert made.cells == tuple(map(tuple, table))
    assert (made.row_totals, made.column_totals, made.total) == ((33, 42, 51), (39, 42, 45), 126)
    assert not made.hides


def test_a_small_cell_takes_three_others_with_it() -> None:
    made = cross(FORM, "age", "way", people([[3, 11, 12], [13, 14, 15], [16, 17, 18]]))

    assert made.cells == ((None, None, 12), (None, None, 15), (16, 17, 18))


def test_who_did_not_answer_both_is_not_counted() -> None:
    answers: list[Answers] = [*people([[9, 9, 9]] * 3), {"age": "old"}, {"way": "bus"}, {}]

    assert cross(FORM, "age", "way", answers).total == 81


def test_a_table_that_cannot_hide_anybody_is_withheld() -> None:
    made = cross(FORM, "age", "way", people([[3, 0, 0], [30, 0, 0], [20, 0, 0]]))

    assert made.withheld
    assert (made.total, made.row_totals, made.cells) == (0, (0, 0, 0), ((None,) * 3,) * 3)


def test_choices_nobody_took_stay_open() -> None:
    made = cross(FORM, "age", "way", people([[10, 11, 0], [13, 14, 0], [0, 0, 0]]))

    assert made.cells == ((10, 11, 0), (13, 14, 0), (0, 0, 0))


def test_several_ticks_of_one_person_count_once_in_the_total() -> None:
    answers: list[Answers] = [{"age": "old", "needs": ["bus", "foot"]} for _ in range(6)]

    made = cross(FORM, "age", "needs", answers)

    assert made.cells == ((0, 0, 0), (0, 0, 0), (6, 0, 6))
    assert (made.row_totals, made.column_totals, made.total) == ((0, 0, 6), (6, 0, 6), 6)


def test_rows_of_a_matrix_can_be_crossed_and_words_cannot() -> None:
    answers: list[Answers] = [{"age": "old", "grid": {"road": "young"}} for _ in range(7)]

    assert cross(FORM, "age", "road", answers).total == 7
    assert list(crossable(FORM)) == ["age", "way", "needs", "road"]
    with pytest.raises(KeyError):
        cross(FORM, "age", "said", answers)


SMALL = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=3)


@given(SMALL)
@settings(max_examples=60, deadline=None)
def test_no_hidden_cell_follows_from_the_totals(table: list[list[int]]) -> None:
    made = cross(FORM, "age", "way", people(table))

    if made.withheld:
        return
    small = {(r, c) for r, line in enumerate(table) for c, cell in enumerate(line) if cell < 5}
    assert all(made.cells[r][c] is None for r, c in small if made.row_totals[r] and made.column_totals[c])
    fitting = tables_that_fit(made, small)
    for row, line in enumerate(made.cells):
        for column, cell in enumerate(line):
            if cell is None:
                assert len({other[row][column] for other in fitting}) > 1


def tables_that_fit(made: CrossTab, small: set[tuple[int, int]]) -> list[list[list[int]]]:
    """Every table with these totals and shown cells, as somebody who knows the rule would try them."""
    width = len(made.columns)
    choices = [list(row_choices(made, row, small)) for row in range(len(made.rows))]
    return [
        [list(line) for line in lines]
        for lines in product(*choices)
        if all(sum(line[column] for line in lines) == made.column_totals[column] for column in range(width))
    ]


def row_choices(made: CrossTab, row: int, small: set[tuple[int, int]]) -> list[tuple[int, ...]]:
    ranges = [
        [cell] if cell is not None else range(5 if (row, column) in small else made.row_totals[row] + 1)
        for column, cell in enumerate(made.cells[row])
    ]
    return [line for line in product(*ranges) if sum(line) == made.row_totals[row]]


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6))
def test_where_several_may_be_ticked_a_row_alone_is_kept_safe(cells: list[int]) -> None:
    """One row of which people may tick any number: the total says only that everybody ticked one."""
    total = max(cells)
    table = Table([cells], [total], cells, rows_add_up=False, columns_add_up=True)

    hidden = hidden_cells(table, 5)

    assert hidden is None or all(
        cells[column] >= 5 or (0, column) in hidden or not cells[column] for column in range(len(cells))
    )
