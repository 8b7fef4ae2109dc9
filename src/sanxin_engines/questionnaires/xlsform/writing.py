"""A form as the three sheets of an XLSForm."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sanxin_engines.questionnaires.checking import INTRO, THANKS
from sanxin_engines.questionnaires.form import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.values import VERDICTS, figure
from sanxin_engines.questionnaires.xlsform.bounds import as_constraint
from sanxin_engines.questionnaires.xlsform.groups import MATRIX
from sanxin_engines.questionnaires.xlsform.types import BEGIN, END, SHUFFLED, VERDICT_LIST

SURVEY = ("type", "name", "label", "hint", "required", "relevant", "constraint", "parameters", "appearance")
CHOICES = ("list_name", "name", "label")
Sheet = list[list[str]]
TYPES = {Kind.DATE: "date", Kind.TEXT: "text", Kind.LONG_TEXT: "text", Kind.PHOTO: "image", Kind.NOTE: "note"}


def write_sheets(form: Form) -> dict[str, Sheet]:
    """`read_sheets` gives the same form back."""
    lists = _Lists(form)
    rows = list(_survey(form, lists))
    survey = [list(SURVEY), *([row.get(column, "") for column in SURVEY] for row in rows)]
    choices = [[name, choice.name, choice.label] for name, listed in lists.used() for choice in listed]
    settings = _settings(form)
    return {
        "survey": survey,
        "choices": [list(CHOICES), *choices],
        "settings": [list(settings), list(settings.values())],
    }


def _settings(form: Form) -> dict[str, str]:
    said = {"form_title": form.title, "form_id": form.form_id, "version": form.version}
    said[SHUFFLED] = "yes" if form.shuffled else ""
    kept = {key.removeprefix("settings."): value for key, value in form.notes.items() if key.startswith("settings.")}
    return {column: value for column, value in (said | kept).items() if value}


def _survey(form: Form, lists: _Lists) -> Iterator[dict[str, str]]:
    taken = {name for one in form.questions for name in (one.name, *(row.name for row in one.rows))}
    if form.intro:
        yield {"type": "note", "name": INTRO, "label": form.intro}
    for number, (page, questions) in enumerate(groupby(form.questions, key=lambda one: one.page), start=1):
        if page:
            name = _free(f"page{number}", taken)
            yield {"type": BEGIN, "name": name, "label": page, "appearance": "field-list"}
        for question in questions:
            yield from _rows_of(question, lists)
        if page:
            yield {"type": END}
    if form.thanks:
        yield {"type": "note", "name": THANKS, "label": form.thanks}


def _rows_of(question: Question, lists: _Lists) -> Iterator[dict[str, str]]:
    row = {
        "type": _type(question, lists),
        "name": question.name,
        "label": question.label,
        "hint": question.hint,
        "relevant": question.relevant,
        "required": "yes" if question.required else "",
    }
    match question.kind:
        case Kind.MATRIX:
            yield row | {"required": "", "appearance": MATRIX}
            listed = f"select_one {lists.name_of(question.choices)}"
            for one in question.rows:
                yield {"type": listed, "name": one.name, "label": one.label, "required": row["required"]}
            yield {"type": END}
        case Kind.SCALE:
            yield row | {"parameters": f"start={_bound(question.low, 1)} end={_bound(question.high, 5)} step=1"}
        case Kind.NUMBER:
            yield row | {"constraint": as_constraint(question.low, question.high)}
        case Kind.LONG_TEXT:
            yield row | {"appearance": "multiline"}
        case _:
            yield row | {"parameters": "randomize=true" if question.shuffled else ""}


def _type(question: Question, lists: _Lists) -> str:
    match question.kind:
        case Kind.SINGLE:
            return f"select_one {lists.name_of(question.choices)}"
        case Kind.MULTIPLE:
            return f"select_multiple {lists.name_of(question.choices)}"
        case Kind.STATEMENT:
            return f"select_one {VERDICT_LIST}"
        case Kind.NUMBER:
            return "integer" if question.whole else "decimal"
        case Kind.SCALE:
            return "range"
        case Kind.MATRIX:
            return BEGIN
        case kind:
            return TYPES[kind]


def _bound(bound: float | None, usual: int) -> str:
    return figure(usual if bound is None else bound)


class _Lists:
    """Each set of choices once, under the name of the first question that has it."""

    def __init__(self, form: Form) -> None:
        self._names: dict[tuple[Choice, ...], str] = {}
        taken = {VERDICT_LIST}
        for question in form.questions:
            if question.choices and question.choices not in self._names:
                self._names[question.choices] = _free(question.name, taken)
        self._verdicts = any(question.kind is Kind.STATEMENT for question in form.questions)

    def name_of(self, choices: tuple[Choice, ...]) -> str:
        return self._names.get(choices, "")

    def used(self) -> Iterator[tuple[str, tuple[Choice, ...]]]:
        for choices, name in self._names.items():
            yield name, choices
        if self._verdicts:
            yield VERDICT_LIST, VERDICTS


def _free(name: str, taken: set[str]) -> str:
    """That name, or the next one nobody has."""
    while name in taken:
        name += "_"
    taken.add(name)
    return name
