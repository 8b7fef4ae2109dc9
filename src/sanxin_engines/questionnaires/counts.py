"""Counts for results: what was answered to each question, and two questions against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sanxin_engines.questionnaires.evaluation import Answer, Answers
from sanxin_engines.questionnaires.form import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.ranges import in_ranges
from sanxin_engines.questionnaires.relevance import visible
from sanxin_engines.questionnaires.values import choices_of

COUNTED = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.STATEMENT})
MEASURED = frozenset({Kind.SCALE, Kind.NUMBER})


@dataclass(slots=True)
class Tally:
    """One question over all answers.

    `asked` people came to it, `answered` gave an answer; `counts` say how often each choice (step of a scale, range of
    numbers, month of a date) was taken, zeros included. Of numbers and scales: `mean`, `median`, `lowest`, `highest`.
    Of a matrix: one tally a row.
    """

    kind: Kind
    asked: int = 0
    answered: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    mean: float | None = None
    median: float | None = None
    lowest: float | None = None
    highest: float | None = None
    rows: dict[str, Tally] = field(default_factory=dict)


def tally(form: Form, answers: Iterable[Mapping[str, Answer]]) -> dict[str, Tally]:
    """Question → its counts, in the order of the form, notes left out; the answers are walked once."""
    counters = {one.name: _Counter(one) for one in form.questions if one.kind is not Kind.NOTE}
    conditions = any(question.relevant for question in form.questions)
    everything = tuple(question.name for question in form.questions)
    for given in answers:
        for name in visible(form, given) if conditions else everything:
            if name in counters:
                counters[name].take(given.get(name))
    return {name: counter.result() for name, counter in counters.items()}


class _Counter:
    """Collects the answers to one question."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._asked = self._answered = 0
        self._taken: Counter[str] = Counter({choice.name: 0 for choice in choices_of(question)})
        self._numbers: Counter[float] = Counter()
        self._rows: dict[str, Counter[str]] = {
            row.name: Counter({choice.name: 0 for choice in question.choices}) for row in question.rows
        }

    def take(self, answer: Answer | None) -> None:
        self._asked += 1
        if answer is None:
            return
        self._answered += 1
        match answer:
            case list():
                self._taken.update(answer)
            case dict():
                for row, choice in answer.items():
                    self._rows.setdefault(row, Counter())[choice] += 1
            case _ if self._question.kind is Kind.DATE:
                self._taken[str(answer)[:7]] += 1
            case _ if self._question.kind in COUNTED:
                self._taken[str(answer)] += 1
        if self._question.kind in MEASURED and isinstance(answer, int | float):
            self._numbers[answer] += 1

    def result(self) -> Tally:
        kind = self._question.kind
        counts = dict(sorted(self._taken.items())) if kind is Kind.DATE else dict(self._taken)
        if kind is Kind.NUMBER:
            counts = in_ranges(self._numbers)
        rows = {row: Tally(Kind.SINGLE, self._asked, taken.total(), dict(taken)) for row, taken in self._rows.items()}
        made = Tally(kind, self._asked, self._answered, {} if kind is Kind.MATRIX else counts, rows=rows)
        if self._numbers:
            made.mean = sum(value * count for value, count in self._numbers.items()) / self._numbers.total()
            made.median = _median(self._numbers)
            made.lowest, made.highest = min(self._numbers), max(self._numbers)
        return made


def _median(numbers: Counter[float]) -> float:
    """The middle one; of an even number the mean of the two in the middle."""
    total, seen = numbers.total(), 0
    middle: list[float] = []
    for value in sorted(numbers):
        first, seen = seen, seen + numbers[value]
        middle += [value for place in ((total - 1) // 2, total // 2) if first <= place < seen]
    return sum(middle) / 2


def crossable(form: Form) -> dict[str, str]:
    """Names that may stand on a side of a cross-tab → what is read: questions of choice, rows of a matrix."""
    found: dict[str, str] = {}
    for question in form.questions:
        if question.kind in COUNTED:
            found[question.name] = question.label
        found |= {row.name: f"{question.label}：{row.label}" for row in question.rows}
    return found


def sides(form: Form, name: str) -> tuple[Question, tuple[Choice, ...]]:
    """The question a name belongs to and what may be chosen there. KeyError where nothing can be counted."""
    for question in form.questions:
        if question.name == name and question.kind in COUNTED:
            return question, choices_of(question)
        if name in {row.name for row in question.rows}:
            return question, question.choices
    raise KeyError(name)


def taken_by(question: Question, name: str, answers: Mapping[str, Answer]) -> list[str]:
    """The choices somebody took under that name: none, one, or several of a multiple choice."""
    answer = answers.get(question.name)
    if isinstance(answer, dict):
        answer = answer.get(name)
    if answer is None:
        return []
    return answer if isinstance(answer, list) else [str(answer)]


__all__ = ["Answers", "Tally", "crossable", "sides", "taken_by", "tally"]
