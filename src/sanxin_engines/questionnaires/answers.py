"""What somebody sent, read against the form: kept as plain values, or refused question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sanxin_engines.questionnaires.evaluation import Answer, Answers
from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.form import Form, Kind, Question
from sanxin_engines.questionnaires.relevance import is_asked, seen_by_others
from sanxin_engines.questionnaires.values import BadValue, cleaned, value_of

Raw = Mapping[str, Sequence[str]]
"""Field name → values as a browser sends them; a row of a matrix is the field `question/row`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Answers that stand, and by question the fault of those that do not."""

    answers: Answers = field(default_factory=dict)
    errors: dict[str, Fault] = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        """Nothing is missing and nothing wrong: it may be sent."""
        return not self.errors


def read(form: Form, raw: Raw) -> Reading:
    """Every question that is asked, in order; what was sent for others is dropped. Fields no question has are ignored.

    Codes of errors: `required`, `rows_left`, `one_only`, `unknown_choice`, `not_a_number`, `not_whole`, `too_low`,
    `too_high`, `not_a_day`, `too_long`.
    """
    answers: Answers = {}
    errors: dict[str, Fault] = {}
    counted: Answers = {}
    for question in form.questions:
        if question.kind is Kind.NOTE or not is_asked(question, counted):
            continue
        try:
            answer = answer_to(question, raw)
        except BadValue as bad:
            errors[question.name] = Fault(bad.code, question.name, facts=bad.facts)
            continue
        if answer is not None:
            answers[question.name] = answer
            counted |= seen_by_others(question, answer)
    return Reading(answers, errors)


def answer_to(question: Question, raw: Raw) -> Answer | None:
    """One answer, None where there is none and need not be. Raises `BadValue`."""
    if question.kind is Kind.MATRIX:
        return _rows(question, raw)
    sent = cleaned(raw.get(question.name, ()))
    if not sent:
        if question.required:
            raise BadValue("required")
        return None
    return value_of(question, sent)


def fields_of(question: Question) -> tuple[str, ...]:
    """Names of the form fields its answer comes in."""
    if question.kind is Kind.NOTE:
        return ()
    if question.kind is Kind.MATRIX:
        return tuple(f"{question.name}/{row.name}" for row in question.rows)
    return (question.name,)


def _rows(question: Question, raw: Raw) -> Answer | None:
    chosen: dict[str, str] = {}
    for row, name in zip(question.rows, fields_of(question), strict=True):
        if sent := cleaned(raw.get(name, ())):
            chosen[row.name] = str(value_of(question, sent))
    if question.required and len(chosen) < len(question.rows):
        if not chosen:
            raise BadValue("required")
        missing = [row.label for row in question.rows if row.name not in chosen]
        raise BadValue("rows_left", rows="、".join(missing))
    return chosen or None
