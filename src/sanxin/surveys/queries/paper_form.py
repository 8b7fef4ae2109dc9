"""The form an officer types paper sheets into: one line a question, choices by number."""

from collections.abc import Mapping
from dataclasses import dataclass

from sanxin.surveys.rules.paper import NUMBERED, questions_on_paper
from sanxin.surveys.templatetags.asking import label_of
from sanxin_engines.questionnaires import Form, Kind, Question
from sanxin_engines.questionnaires.answers import fields_of
from sanxin_engines.questionnaires.values import choices_of, steps_of


@dataclass(frozen=True)
class PaperLine:
    """One field to type in."""

    number: str
    """What stands on the sheet: 3, or 3.2 for the second row of a matrix."""
    name: str
    label: str
    choices: list[tuple[int, str]]
    typed: str
    error: str
    kind: str
    required: bool
    must: bool
    """Whatever else is answered: no condition leads to it."""
    single_key: bool
    """One key answers it, so the next field can follow by itself."""


def lines_of(form: Form, typed: Mapping[str, str], errors: Mapping[str, str]) -> list[PaperLine]:
    """`errors` by field, or by question for what is said of the whole."""
    lines = []
    for number, question in enumerate(questions_on_paper(form), start=1):
        lines += _lines(question, number, typed, errors)
    return lines


def _lines(question: Question, number: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> list[PaperLine]:
    choices = [(at, str(label_of(question, one))) for at, one in enumerate(choices_of(question), start=1)]
    rows = question.rows if question.kind is Kind.MATRIX else (None,)
    return [
        PaperLine(
            number=f"{number}.{place}" if row else str(number),
            name=name,
            label=f"{question.label} · {row.label}" if row else question.label,
            choices=choices if question.kind in NUMBERED else [],
            typed=typed.get(name, ""),
            error=errors.get(name) or (errors.get(question.name, "") if place == 1 else ""),
            kind=question.kind.value,
            required=question.required,
            must=question.required and not question.relevant,
            single_key=_single_key(question),
        )
        for place, (name, row) in enumerate(zip(fields_of(question), rows, strict=True), start=1)
    ]


def _single_key(question: Question) -> bool:
    if question.kind is Kind.SCALE:
        return set(steps_of(question)) <= set(range(1, 10))
    return question.kind in NUMBERED - {Kind.MULTIPLE} and len(choices_of(question)) <= 9
