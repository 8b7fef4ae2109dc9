"""Paper sheets typed by number: 2 for the second choice, 1 3 for the first and the third. Plain values only."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sanxin.surveys.rules.pages import Raw
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.answers import fields_of
from sanxin_engines.questionnaires.values import choices_of

NUMBERED = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.STATEMENT, Kind.MATRIX})
"""Kinds whose choices are typed by number; a scale's steps are numbers already."""
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


class NoSuchNumber(Exception):
    """What was typed is no number of a choice."""


def questions_on_paper(form: Form) -> list[Question]:
    """Everything but photographs, which do not fit on a sheet, and notes."""
    return [one for one in form.questions if one.kind not in {Kind.PHOTO, Kind.NOTE}]


def numbers_on_paper(form: Form) -> dict[str, str]:
    """What stands on the sheet, by field and by question: 3, or 3.2 for the second row of a matrix.

    A question that is on no sheet has no number, and is called by its words.
    """
    found: dict[str, str] = {}
    for number, question in enumerate(questions_on_paper(form), start=1):
        rows = fields_of(question) if question.kind is Kind.MATRIX else ()
        found |= {name: f"{number}.{place}" for place, name in enumerate(rows, start=1)}
        found[question.name] = str(number)
    return {one.name: one.label for one in form.questions} | found


def read_numbers(form: Form, typed: Mapping[str, str]) -> tuple[Raw, dict[str, str]]:
    """What the engine reads, and by field what could not be understood."""
    raw: Raw = {}
    faults: dict[str, str] = {}
    for question in questions_on_paper(form):
        for name in fields_of(question):
            said = typed.get(name, "").translate(_WIDE).strip()
            if not said:
                continue
            try:
                raw[name] = _names(question, said) if question.kind in NUMBERED else [said]
            except NoSuchNumber:
                faults[name] = _("写 1 到 {most} 的号，几个就用空格隔开。").format(most=len(choices_of(question)))
    return raw, faults


def as_numbers(question: Question, names: Sequence[str]) -> str:
    """What was chosen, as it is typed."""
    at = {choice.name: str(place) for place, choice in enumerate(choices_of(question), start=1)}
    return " ".join(at.get(name, name) for name in names)


def _names(question: Question, said: str) -> list[str]:
    choices = choices_of(question)
    parts = [part for part in re.split(r"[\s,，、.;；]+", said) if part]
    if len(choices) <= 9:  # "13" can only mean the first and the third
        parts = [figure for part in parts for figure in part]
    return [_choice(choices, part).name for part in parts]


def _choice(choices: Sequence[Choice], part: str) -> Choice:
    if not (part.isascii() and part.isdigit()) or not 1 <= int(part) <= len(choices):
        raise NoSuchNumber(part)
    return choices[int(part) - 1]
