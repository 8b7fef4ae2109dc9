"""A paper sheet as one row of a table: what stands in its cells, read by the questionnaire's own rules."""

import re
import unicodedata
from collections.abc import Mapping

from sanxin.surveys.rules.pages import Raw
from sanxin.surveys.rules.paper import NUMBERED, questions_on_paper
from sanxin_engines.questionnaires import Choice, Form, Kind, Question, Reading, read
from sanxin_engines.questionnaires.answers import fields_of
from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.values import BadValue, choices_of

SEPARATORS = (r"[;；|\n]", r"[;；|\n、,，]", r"[;；|\n、,，/\s]")
"""A label may hold a comma of its own, so the plainest separators are tried first."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TOLD = 8
"""Choices a sentence lists."""


def read_row(form: Form, cells: Mapping[str, str]) -> Reading:
    """`cells` by field. Faults beside those of `read`: `no_choice`; `not_asked`, where skip logic leaves it out."""
    raw: Raw = {}
    faults: dict[str, Fault] = {}
    for question in questions_on_paper(form):
        for name in fields_of(question):
            if said := cells.get(name, "").strip():
                try:
                    raw[name] = _names(question, said) if question.kind in NUMBERED else [said]
                except BadValue as bad:
                    faults[question.name] = Fault(bad.code, question.name, facts=bad.facts)
    reading = read(form, raw)
    errors = reading.errors | faults
    for question in questions_on_paper(form) if not faults else ():  # what could not be read may have led here
        answered = any(name in raw for name in fields_of(question))
        if answered and question.name not in reading.answers and question.name not in errors:
            errors[question.name] = Fault("not_asked", question.name)
    return Reading(reading.answers, errors)


def _names(question: Question, said: str) -> list[str]:
    """What was chosen, by label, name, number or letter."""
    choices = choices_of(question)
    if one := _choice(choices, said):
        return [one.name]
    parts = [said]
    for separator in SEPARATORS if question.kind is Kind.MULTIPLE else ():
        parts = [part for part in re.split(separator, said) if part.strip()]
        found = [_choice(choices, part) for part in parts]
        if all(found):
            return [one.name for one in found if one]
    if question.kind is Kind.MULTIPLE and (several := _run_together(choices, said)):
        return several
    wrong = next(part for part in parts if not _choice(choices, part))
    listed = "、".join(choice.label for choice in choices[:TOLD]) + ("…" if len(choices) > TOLD else "")
    raise BadValue("no_choice", value=wrong.strip()[:40], all=listed)


def _choice(choices: tuple[Choice, ...], said: str) -> Choice | None:
    key = _key(said)
    for part in ("label", "name"):
        same = [choice for choice in choices if _key(getattr(choice, part)) == key]
        if len(same) == 1:
            return same[0]
    place = int(key) if key.isascii() and key.isdigit() and len(key) < 4 else LETTERS.find(key.upper()) + 1
    return choices[place - 1] if (key.isdigit() or len(key) == 1) and 1 <= place <= len(choices) else None


def _run_together(choices: tuple[Choice, ...], said: str) -> list[str]:
    """13 and AC mean the first and the third, where one sign is enough for each choice."""
    found = [_choice(choices, sign) for sign in _key(said)] if len(choices) <= 9 else []
    return [one.name for one in found if one] if found and all(found) else []


def _key(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())
