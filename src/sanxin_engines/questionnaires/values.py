"""One typed value of each kind of question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

from sanxin_engines.questionnaires.evaluation import Answer
from sanxin_engines.questionnaires.faults import Facts
from sanxin_engines.questionnaires.form import Choice, Kind, Question

LONGEST = {Kind.TEXT: 200, Kind.LONG_TEXT: 2000, Kind.PHOTO: 64}
"""Letters. A photo is the id of the picture the application keeps."""
LARGEST = 1e12
MOST_STEPS = 100
"""Of a scale nobody has checked yet."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""Outside of these a year is a slip of the keyboard."""

AGREE, DISAGREE, PASS = "agree", "disagree", "pass"
VERDICTS = (Choice(AGREE, "同意"), Choice(DISAGREE, "不同意"), Choice(PASS, "说不准"))
"""What one may say to a statement; applications say the labels in their own words."""

_FIGURES = re.compile(r"[+-]?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class BadValue(Exception):
    """A value that cannot stand: why, as a code with facts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Facts = facts


def choices_of(question: Question) -> tuple[Choice, ...]:
    """What may be chosen; of a matrix, in each row; of a scale, its steps."""
    if question.kind is Kind.STATEMENT:
        return VERDICTS
    if question.kind is Kind.SCALE:
        return tuple(Choice(str(step), str(step)) for step in steps_of(question))
    return question.choices


def steps_of(scale: Question) -> range:
    """The whole numbers of a scale, 1 to 5 unless it says otherwise."""
    low = 1 if scale.low is None else int(scale.low)
    high = 5 if scale.high is None else int(scale.high)
    return range(low, min(high, low + MOST_STEPS) + 1)


def value_of(question: Question, sent: Sequence[str]) -> Answer:
    """`sent` holds at least one text that is not empty. Raises `BadValue`."""
    if len(sent) > 1 and question.kind is not Kind.MULTIPLE:
        raise BadValue("one_only")
    if question.kind is Kind.MULTIPLE:
        return _ticked(question, sent)
    return _READ[question.kind](question, sent[0])


def cleaned(sent: Sequence[str]) -> list[str]:
    """Without control characters and blank ends; empty ones are gone."""
    plain = (_CONTROLS.sub("", value.replace("\r\n", "\n")).strip() for value in sent)
    return [value for value in plain if value]


def figure(number: float) -> str:
    """A bound as one writes it: 5, not 5.0."""
    return str(int(number)) if number == int(number) else str(number)


def _ticked(question: Question, sent: Sequence[str]) -> list[str]:
    """In the order of the choices, each once."""
    for value in sent:
        _chosen(question, value)
    return [choice.name for choice in question.choices if choice.name in set(sent)]


def _chosen(question: Question, value: str) -> str:
    if value not in {choice.name for choice in choices_of(question)}:
        raise BadValue("unknown_choice", value=value[:40])
    return value


def _step(question: Question, value: str) -> int:
    number = _number(question, value)
    if number not in steps_of(question):
        raise BadValue("unknown_choice", value=value[:40])
    return int(number)


def _number(question: Question, value: str) -> int | float:
    plain = unicodedata.normalize("NFKC", value).replace(",", "").strip()
    if not _FIGURES.fullmatch(plain):
        raise BadValue("not_a_number", value=value[:40])
    number = float(plain)
    if question.low is not None and number < question.low:
        raise BadValue("too_low", low=figure(question.low))
    if question.high is not None and number > question.high:
        raise BadValue("too_high", high=figure(question.high))
    if abs(number) > LARGEST:
        raise BadValue("not_a_number", value=value[:40])
    if number.is_integer():
        return int(number)
    if question.whole:
        raise BadValue("not_whole", value=value[:40])
    return number


def _day(_question: Question, value: str) -> str:
    try:
        day = date.fromisoformat(unicodedata.normalize("NFKC", value).replace("/", "-"))
    except ValueError as error:
        raise BadValue("not_a_day", value=value[:40]) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadValue("not_a_day", value=value[:40])
    return day.isoformat()


def _words(question: Question, value: str) -> str:
    if len(value) > LONGEST[question.kind]:
        raise BadValue("too_long", most=LONGEST[question.kind], length=len(value))
    return value


_READ: dict[Kind, Callable[[Question, str], Answer]] = {
    Kind.SINGLE: _chosen,
    Kind.STATEMENT: _chosen,
    Kind.MATRIX: _chosen,
    Kind.SCALE: _step,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.TEXT: _words,
    Kind.LONG_TEXT: _words,
    Kind.PHOTO: _words,
}
