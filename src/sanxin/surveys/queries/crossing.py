"""Two questions of an edition across each other, as a page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanxin.surveys.models import Edition, Response
from sanxin.surveys.queries.results import hidden_choices, narrowed
from sanxin.surveys.templatetags.asking import label_of
from sanxin_engines.questionnaires.counts import sides, tally
from sanxin_engines.questionnaires.cross_tables import cross


@dataclass(frozen=True)
class Crossing:
    """None: not shown. A row of `lines` is label, numbers, total; `foot` are the totals of the columns."""

    columns: list[str]
    lines: list[tuple[str, list[int | None], int | None]]
    foot: list[int | None]
    total: int
    withheld: bool
    hides: bool


def crossed(edition: Edition, a: str, b: str, filters: Mapping[str, Any]) -> Crossing:
    """Small cells are hidden by the engine; a group whose number is not told elsewhere has none here either."""
    rows = Response.objects.filter(link__edition=edition)
    answers = list(narrowed(rows, filters).values_list("answers", flat=True).order_by())
    table = cross(edition.as_form(), a, b, answers)
    (across, _rows), (down, _columns) = sides(edition.as_form(), a), sides(edition.as_form(), b)
    beside, above = (_untold(edition, name, answers) for name in (a, b))
    shut = [column.name in above for column in table.columns]
    lines = []
    for choice, cells, total in zip(table.rows, table.cells, table.row_totals, strict=True):
        untold = choice.name in beside
        shown = [None if untold or closed else cell for cell, closed in zip(cells, shut, strict=True)]
        lines.append((str(label_of(across, choice)), shown, None if untold else total))
    return Crossing(
        columns=[str(label_of(down, choice)) for choice in table.columns],
        lines=lines,
        foot=[None if closed else total for total, closed in zip(table.column_totals, shut, strict=True)],
        total=table.total,
        withheld=table.withheld,
        hides=table.hides or bool(beside or above),
    )


def _untold(edition: Edition, name: str, answers: list[dict[str, Any]]) -> set[str]:
    """Choices without a number, of the question that says who one is."""
    who = getattr(edition, "who_question", None)
    if who is None or who.question != name:
        return set()
    form = edition.as_form()
    return hidden_choices(form.question(name), tally(form, answers)[name].counts)
