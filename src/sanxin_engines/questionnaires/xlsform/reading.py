"""The three sheets of an XLSForm as a form, or everything wrong with them by sheet, row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sanxin_engines.questionnaires.checking import INTRO, THANKS, check
from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.form import Form, Kind, Question
from sanxin_engines.questionnaires.xlsform import lists
from sanxin_engines.questionnaires.xlsform.lists import read_lists
from sanxin_engines.questionnaires.xlsform.survey import Survey, read_survey
from sanxin_engines.questionnaires.xlsform.tables import Rows, Table, table_of
from sanxin_engines.questionnaires.xlsform.types import SHUFFLED, is_true

SURVEY, SETTINGS = "survey", "settings"
USED = frozenset({"type", "name", "label", "hint", "required", "relevant", "constraint", "parameters", "appearance"})
HARMLESS = frozenset(
    {"constraint_message", "required_message", "guidance_hint", "disabled", "note", "notes", "comment"}
)
"""Columns nobody misses: we have words of our own for them, or they are the writer's."""
KEPT = ("style", "submission_url", "public_key", "auto_send", "auto_delete")
"""Settings of other programs, given back with the next export."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The form, as far as it could be read; it may be taken over where `faults` is empty. `left_out` says what of
    the file we do not use: languages, columns, what a phone notes by itself.
    """

    form: Form
    faults: list[Fault] = field(default_factory=list)
    left_out: list[Fault] = field(default_factory=list)


def read_sheets(sheets: Mapping[str, Rows], *, title: str = "") -> Imported:
    """`title` is taken where the settings give none (the file's name)."""
    by_name = {name.strip().lower(): rows for name, rows in sheets.items()}
    if SURVEY not in by_name:
        found = "、".join(sheets)
        return Imported(Form(title), [Fault("sheet_missing", sheet=SURVEY, facts={"found": found})])
    settings = table_of(by_name.get(SETTINGS, ()))
    said = settings.rows[0].cells if settings.rows else {}
    language = said.get("default_language", "")
    table = table_of(by_name[SURVEY], language)
    if missing := [column for column in ("type", "name", "label") if column not in table.columns]:
        return Imported(Form(title), [Fault("column_missing", "", one, {}, SURVEY, table.head) for one in missing])
    choices = read_lists(table_of(by_name.get(lists.SHEET, ()), language))
    survey = read_survey(table, choices.choices)
    form = _with_settings(survey.questions, said, title)
    faults = [*survey.faults, *_placed(check(form), survey)]
    return Imported(form, _in_order(choices.faults, faults), [*_left_out(table), *survey.left_out])


def _with_settings(questions: list[Question], said: Mapping[str, str], title: str) -> Form:
    form = Form(
        said.get("form_title") or title,
        form_id=said.get("form_id", ""),
        version=said.get("version", ""),
        shuffled=is_true(said.get(SHUFFLED, "")),
        notes={f"{SETTINGS}.{column}": said[column] for column in KEPT if column in said},
    )
    if questions and _is_said(questions[0], INTRO):
        form, questions = replace(form, intro=questions[0].label), questions[1:]
    if questions and _is_said(questions[-1], THANKS):
        form, questions = replace(form, thanks=questions[-1].label), questions[:-1]
    return replace(form, questions=tuple(questions))


def _is_said(question: Question, name: str) -> bool:
    """A plain note under the name that stands for the words before or after the questions."""
    return question == Question(name, Kind.NOTE, question.label)


def _placed(faults: list[Fault], survey: Survey) -> list[Fault]:
    """The same faults with the row of their question; those the rows have told already are left out."""
    told = {(fault.code, fault.row) for fault in survey.faults}
    placed = []
    for fault in faults:
        row = survey.row_of(fault)
        if (fault.code, row) in told or fault.question in survey.broken:
            continue
        placed.append(replace(fault, sheet=SURVEY, row=row))
    return placed


def _in_order(of_lists: list[Fault], of_survey: list[Fault]) -> list[Fault]:
    """Survey first, then choices, each from the top; a fault of a list is not told once more for every question."""
    listed = {fault.code for fault in of_lists}
    own = [one for one in of_survey if not (one.code in listed and one.code.startswith("choice_"))]
    return sorted(own, key=lambda fault: fault.row) + of_lists


def _left_out(table: Table) -> list[Fault]:
    languages = [
        Fault("language_left_out", "", "label", {"language": one}, SURVEY, table.head) for one in table.languages_left
    ]
    unused = [column for column in table.columns if column not in USED | HARMLESS]
    filled = {column for row in table.rows for column in row.cells}
    return languages + [
        Fault("column_left_out", "", column, {"column": column}, SURVEY, table.head)
        for column in unused
        if column in filled and column not in {"choice_filter", "calculation"}
    ]
