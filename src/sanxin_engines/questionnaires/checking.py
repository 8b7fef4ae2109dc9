"""Whether a form can be asked: everything that would leave somebody stuck, named question by question.

| codes | about |
|---|---|
| `title_missing` `too_many` | the form |
| `name_missing` `name_bad` `name_reserved` `name_twice` | a question, or a row of a matrix |
| `label_missing` `label_reference` | what is read |
| `choices_few` `choice_name_bad` `choice_twice` `choice_label_missing` `rows_missing` | what may be chosen |
| `bounds_missing` `bounds_reversed` `bounds_broken` `scale_long` | scales and numbers |
| `expression_…` `unknown_reference` `later_reference` `circular` `no_answer` `unknown_choice` | skip logic |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.form import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.logic_checking import logic_faults

MOST_QUESTIONS = 300
LONGEST_SCALE = 11
"""0 to 10 is the widest a thumb can tap on a phone."""
CHOSEN = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX})
"""Kinds that bring choices of their own."""
INTRO, THANKS = "intro", "thanks"
"""Names of the notes in which XLSForm carries what is said before the first and after the last question."""

NAME = re.compile(r"[^\W\d][\w.-]*")
CHOICE_NAME = re.compile(r"[^\s'\"]+")


def check(form: Form) -> list[Fault]:
    """Everything to mend, in the order of the questions; none: the form may be asked."""
    faults = list(_of_the_whole(form))
    seen: Counter[str] = Counter()
    logic = logic_faults(form)
    for question in form.questions:
        faults += _of_names(question, seen)
        faults += _of_choices(question)
        faults += _of_bounds(question)
        faults += logic.get(question.name, [])
    return faults


def _of_the_whole(form: Form) -> Iterator[Fault]:
    if not form.title.strip():
        yield Fault("title_missing", column="form_title")
    if len(form.questions) > MOST_QUESTIONS:
        yield Fault("too_many", facts={"most": MOST_QUESTIONS, "count": len(form.questions)})


def _names(question: Question) -> list[str]:
    return [question.name, *(row.name for row in question.rows)]


def _of_names(question: Question, seen: Counter[str]) -> Iterator[Fault]:
    """`seen` counts the names so far; a name given twice is the fault of the later one."""
    for name in _names(question):
        seen[name] += 1
        if not name:
            yield Fault("name_missing", question.name, "name")
        elif not NAME.fullmatch(name):
            yield Fault("name_bad", question.name, "name", {"name": name})
        elif name in {INTRO, THANKS}:
            yield Fault("name_reserved", question.name, "name", {"name": name})
        elif seen[name] > 1:
            yield Fault("name_twice", question.name, "name", {"name": name, "time": seen[name]})
    if not question.label.strip():
        yield Fault("label_missing", question.name, "label")
    if "${" in question.label + question.hint:
        yield Fault("label_reference", question.name, "label")
    if any(not row.label.strip() for row in question.rows):
        yield Fault("choice_label_missing", question.name, "label")


def _of_choices(question: Question) -> Iterator[Fault]:
    if question.kind is Kind.MATRIX and not question.rows:
        yield Fault("rows_missing", question.name, "label")
    if question.kind not in CHOSEN:
        return
    if len(question.choices) < 2:
        yield Fault("choices_few", question.name, "type", {"count": len(question.choices)})
    yield from (fault for choice in question.choices for fault in _of_choice(question, choice))
    counted = Counter(choice.name for choice in question.choices)
    for name in (name for name, count in counted.items() if count > 1):
        yield Fault("choice_twice", question.name, "type", {"name": name})


def _of_choice(question: Question, choice: Choice) -> Iterator[Fault]:
    if not CHOICE_NAME.fullmatch(choice.name):
        yield Fault("choice_name_bad", question.name, "type", {"name": choice.name})
    if not choice.label.strip():
        yield Fault("choice_label_missing", question.name, "type", {"name": choice.name})


def _of_bounds(question: Question) -> Iterator[Fault]:
    low, high = question.low, question.high
    column = "parameters" if question.kind is Kind.SCALE else "constraint"
    if question.kind is Kind.SCALE and (low is None or high is None):
        yield Fault("bounds_missing", question.name, column)
        return
    if low is not None and high is not None and low >= high:
        yield Fault("bounds_reversed", question.name, column, {"low": f"{low:g}", "high": f"{high:g}"})
    if question.kind is Kind.SCALE and low is not None and high is not None:
        if low % 1 or high % 1:
            yield Fault("bounds_broken", question.name, column)
        elif high - low >= LONGEST_SCALE:
            yield Fault("scale_long", question.name, column, {"most": LONGEST_SCALE})
