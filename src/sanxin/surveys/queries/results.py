"""The answers to an edition as figures, for the desk and for the leader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sanxin.surveys.models import Edition, Response
from sanxin.surveys.rules.smallness import LEAST, may_show
from sanxin.surveys.templatetags.asking import label_of
from sanxin_engines.questionnaires import Form, Kind, Question
from sanxin_engines.questionnaires.counts import Tally, tally
from sanxin_engines.questionnaires.values import choices_of


@dataclass(frozen=True)
class Bar:
    label: str
    count: int | None
    """None: fewer than five of a group, not shown."""
    percent: int


@dataclass(frozen=True)
class MatrixRow:
    label: str
    cells: list[Bar]


@dataclass(frozen=True)
class Result:
    """One question with what was answered."""

    number: int
    question: Question
    asked: int
    answered: int
    bars: list[Bar] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[MatrixRow] = field(default_factory=list)
    figures: list[tuple[str, float]] = field(default_factory=list)

    @property
    def top(self) -> Bar | None:
        """The answer given most."""
        return max((bar for bar in self.bars if bar.count), key=lambda bar: bar.count or 0, default=None)

    @property
    def free(self) -> bool:
        return self.question.kind in {Kind.TEXT, Kind.LONG_TEXT}


@dataclass(frozen=True)
class Results:
    """`hidden`: too few are left over to be shown."""

    form: Form
    count: int
    hidden: bool
    results: list[Result]


def results_of(edition: Edition, filters: Mapping[str, Any]) -> Results:
    """`filters`: conditions on responses by name, those in force."""
    form, rows = edition.as_form(), Response.objects.filter(link__edition=edition)
    count = narrowed(rows, filters).count()
    if not may_show(count, wholes(rows, filters)):
        return Results(form, count if count >= LEAST else 0, True, [])
    answers = narrowed(rows, filters).values_list("answers", flat=True).order_by()
    tallies = tally(form, answers.iterator(chunk_size=2000))
    who = getattr(edition, "who_question", None)
    shown = [
        _result(number, form.question(name), found, small=bool(who and who.question == name))
        for number, (name, found) in enumerate(tallies.items(), start=1)
    ]
    return Results(form, count, False, shown)


def narrowed(rows: QuerySet[Response], filters: Mapping[str, Any]) -> QuerySet[Response]:
    return rows.filter(**filters) if filters else rows


def wholes(rows: QuerySet[Response], filters: Mapping[str, Any]) -> list[int]:
    """How many each one of the filters stands against: the rest of them without it."""
    return [
        narrowed(rows, {key: value for key, value in filters.items() if key != left_out}).count()
        for left_out in filters
    ]


def _result(number: int, question: Question, found: Tally, *, small: bool) -> Result:
    bars = _month_bars(found) if question.kind is Kind.DATE else _bars(question, found, small=small)
    return Result(
        number=number,
        question=question,
        asked=found.asked,
        answered=found.answered,
        bars=[] if question.kind is Kind.MATRIX else bars,
        columns=[choice.label for choice in choices_of(question)] if question.kind is Kind.MATRIX else [],
        rows=[MatrixRow(row.label, _bars(question, found.rows[row.name])) for row in question.rows],
        figures=_figures(found),
    )


def _bars(question: Question, found: Tally, *, small: bool = False) -> list[Bar]:
    return [
        _bar(str(label_of(question, choice)), found.counts.get(choice.name, 0), found.answered, small=small)
        for choice in choices_of(question)
    ]


def _month_bars(found: Tally) -> list[Bar]:
    return [_bar(month, count, found.answered) for month, count in found.counts.items()]


def _bar(label: str, count: int, whole: int, *, small: bool = False) -> Bar:
    if small and 0 < count < LEAST:
        return Bar(label, None, 0)
    return Bar(label, count, round(100 * count / whole) if whole else 0)


def _figures(found: Tally) -> list[tuple[str, float]]:
    if found.mean is None or found.median is None or found.lowest is None or found.highest is None:
        return []
    named: Sequence[tuple[str, float]] = (
        (_("平均"), round(found.mean, 2)),
        (_("中位"), found.median),
        (_("最小"), found.lowest),
        (_("最大"), found.highest),
    )
    return list(named)
