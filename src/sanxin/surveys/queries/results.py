"""The answers to an edition as figures, for the desk and for the leader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sanxin.surveys.models import Edition, Response
from sanxin.surveys.rules.smallness import LEAST, hidden_parts, may_show
from sanxin.surveys.templatetags.asking import label_of
from sanxin_engines.questionnaires import Form, Kind, Question
from sanxin_engines.questionnaires.counts import Tally, tally
from sanxin_engines.questionnaires.values import choices_of


@dataclass(frozen=True)
class Bar:
    label: str
    count: int | None
    """None: fewer than five of a group, or one that would give such a group away."""
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
    def top(self) -> list[Bar]:
        """The answer given most; several where as many gave each."""
        most = max((bar.count or 0 for bar in self.bars), default=0)
        return [bar for bar in self.bars if most and bar.count == most]

    @property
    def rest(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.count and bar not in self.top]

    @property
    def hides(self) -> bool:
        return any(bar.count is None for bar in self.bars)

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
    if not may_be_shown(rows, filters):
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


def may_be_shown(rows: QuerySet[Response], filters: Mapping[str, Any]) -> bool:
    """Enough are left over, and what each filter leaves out can be worked out from nothing else that is shown."""
    beside = {name: _beside(rows, filters, name) for name in filters}
    wholes = [sum(parts.values()) for parts in beside.values()]
    return may_show(narrowed(rows, filters).count(), wholes) and not any(
        filters[name] in hidden_parts(parts) for name, parts in beside.items()
    )


def _beside(rows: QuerySet[Response], filters: Mapping[str, Any], name: str) -> dict[Any, int]:
    """How many there are of each value this filter could have, the other filters in force."""
    others = {key: value for key, value in filters.items() if key != name}
    return dict(narrowed(rows, others).order_by().values_list(name).annotate(n=Count("pk")))


def _result(number: int, question: Question, found: Tally, *, small: bool) -> Result:
    unlisted = question.kind in {Kind.DATE, Kind.NUMBER}
    bars = _found_bars(found) if unlisted else _bars(question, found, small=small)
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


def hidden_choices(question: Question, counts: Mapping[str, int]) -> set[str]:
    """Of the question that says who one is: the choices whose number would point at a few people."""
    return hidden_parts(counts, add_up=question.kind is not Kind.MULTIPLE)


def _bars(question: Question, found: Tally, *, small: bool = False) -> list[Bar]:
    hidden = hidden_choices(question, found.counts) if small else set()
    labelled = [(choice.name, str(label_of(question, choice))) for choice in choices_of(question)]
    return [
        Bar(label, None, 0) if name in hidden else _bar(label, found.counts.get(name, 0), found.answered)
        for name, label in labelled
    ]


def _found_bars(found: Tally) -> list[Bar]:
    """Months and ranges of numbers, those that came up."""
    return [_bar(label, count, found.answered) for label, count in found.counts.items()]


def _bar(label: str, count: int, whole: int) -> Bar:
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
