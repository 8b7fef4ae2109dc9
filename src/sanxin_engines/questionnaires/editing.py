"""Changes to a form, one at a time. Names of questions are found by name; an unknown one raises KeyError."""

from __future__ import annotations

import re
from dataclasses import replace

from sanxin_engines.questionnaires.form import Choice, Form, Question
from sanxin_engines.questionnaires.relevance import owners


def place_of(form: Form, name: str) -> int:
    """Which question it is, from 0."""
    for place, question in enumerate(form.questions):
        if question.name == name:
            return place
    raise KeyError(name)


def inserted(form: Form, question: Question, *, place: int | None = None) -> Form:
    """At that place (from 0), or at the end."""
    questions = list(form.questions)
    questions.insert(len(questions) if place is None else max(0, place), question)
    return replace(form, questions=tuple(questions))


def changed(form: Form, name: str, question: Question) -> Form:
    """Another question in its place; conditions follow it to a new name."""
    place = place_of(form, name)
    questions = [*form.questions[:place], question, *form.questions[place + 1 :]]
    if question.name != name:
        questions = [replace(one, relevant=renamed_in(one.relevant, name, question.name)) for one in questions]
    return replace(form, questions=tuple(questions))


def removed(form: Form, name: str) -> Form:
    """Without that question; whether another waits for it is for `relevance.depend_on` to say. Raises `KeyError`."""
    place = place_of(form, name)
    return replace(form, questions=form.questions[:place] + form.questions[place + 1 :])


def moved(form: Form, name: str, place: int) -> Form:
    """To that place (from 0); beyond an end means to the end."""
    return inserted(removed(form, name), form.question(name), place=place)


def duplicated(form: Form, name: str) -> tuple[Form, Question]:
    """The same question once more right behind it, under a name of its own."""
    source = form.question(name)
    fresh = next_name(form)
    rows = tuple(Choice(f"{fresh}_{number}", row.label) for number, row in enumerate(source.rows, start=1))
    copy = replace(source, name=fresh, rows=rows)
    return inserted(form, copy, place=place_of(form, name) + 1), copy


def next_name(form: Form) -> str:
    """A name no question and no row has: q7."""
    taken = owners(form)
    number = len(form.questions) + 1
    while f"q{number}" in taken or any(name.startswith(f"q{number}_") for name in taken):
        number += 1
    return f"q{number}"


def renamed_in(expression: str, old: str, new: str) -> str:
    """The condition with another name for one question."""
    return re.sub(rf"\$\{{\s*{re.escape(old)}\s*\}}", f"${{{new}}}", expression)
