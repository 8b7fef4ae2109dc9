"""The sheet `survey`, row by row: groups open and close around questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.form import Choice, Kind, Question
from sanxin_engines.questionnaires.xlsform.bounds import bounds_of
from sanxin_engines.questionnaires.xlsform.groups import Group, matrix_of
from sanxin_engines.questionnaires.xlsform.tables import Row, Table
from sanxin_engines.questionnaires.xlsform.types import (
    ASKED,
    BEGIN,
    END,
    KNOWN,
    UNSEEN,
    VERDICT_LIST,
    is_true,
    parameters,
    split_type,
)

SHEET = "survey"
VERDICT_NAMES = {"agree", "disagree", "pass"}
NUMBERS = {"integer", "int", "decimal"}


@dataclass(slots=True)
class Survey:
    """Questions in order, what is wrong, what was left out, and where each question stands."""

    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[Fault] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Questions whose row could not be read at all: what else is wrong with them follows from that."""

    def row_of(self, fault: Fault) -> int:
        """Where the question stands; of a name given twice, where it is given again."""
        twice = fault.code == "name_twice"
        known = self.rows.get(str(fault.facts["name"]) if twice else fault.question, [])
        return known[min(int(fault.facts["time"]) if twice else 1, len(known)) - 1] if known else 0


def read_survey(table: Table, choices: Mapping[str, Sequence[Choice]]) -> Survey:
    reader = _Reader(choices)
    for row in table.rows:
        if not is_true(row["disabled"]):
            reader.read(row)
    reader.finish()
    return reader.survey


class _Reader:
    """Remembers which groups are open."""

    def __init__(self, choices: Mapping[str, Sequence[Choice]]) -> None:
        self.survey = Survey()
        self._choices = choices
        self._open: list[Group] = []

    def read(self, row: Row) -> None:
        word, rest = split_type(row["type"])
        if word == BEGIN:
            self._open.append(Group(row))
        elif word == END:
            self._close(row)
        elif word in UNSEEN:
            self.survey.left_out.append(_fault("type_left_out", row, "type", type=word))
        elif word in ASKED:
            self._ask(row, word, rest)
        elif not word:
            self._fault("type_missing", row, "type")
        else:
            self._fault("type_unsupported" if word in KNOWN else "type_unknown", row, "type", type=row["type"])

    def finish(self) -> None:
        for group in self._open:
            self._fault("group_open", group.row, "type", name=group.row["name"])

    def _close(self, row: Row) -> None:
        if not self._open:
            self._fault("group_not_open", row, "type")
            return
        group = self._open.pop()
        if not group.is_matrix:
            return
        question, faults = matrix_of(group, page=self._page(), relevant=self._relevant(group.row["relevant"]))
        self.survey.faults += faults
        self._keep(question, group.row)

    def _ask(self, row: Row, word: str, rest: str) -> None:
        made = self._question(row, word, rest)
        if made is None:
            self.survey.rows.setdefault(row["name"], []).append(row.number)
            self.survey.broken.add(row["name"])
        elif self._open and self._open[-1].is_matrix:
            self.survey.rows.setdefault(row["name"], []).append(row.number)
            self._open[-1].members.append((row, rest, made))
        else:
            self._keep(made, row)

    def _keep(self, question: Question, row: Row) -> None:
        self.survey.rows.setdefault(question.name, []).append(row.number)
        self.survey.questions.append(question)

    def _question(self, row: Row, word: str, rest: str) -> Question | None:
        kind = ASKED[word]
        if kind is Kind.TEXT and "multiline" in row["appearance"].split():
            kind = Kind.LONG_TEXT
        if row["choice_filter"]:
            self._fault("choice_filter", row, "choice_filter")
        question = Question(
            name=row["name"],
            kind=kind,
            label=row["label"],
            hint=row["hint"],
            required=is_true(row["required"]) and kind is not Kind.NOTE,
            whole=word != "decimal",
            relevant=self._relevant(row["relevant"]),
            page=self._page(),
        )
        if kind in {Kind.SINGLE, Kind.MULTIPLE}:
            return self._with_choices(question, row, rest)
        return self._with_bounds(question, row, word)

    def _with_choices(self, question: Question, row: Row, listed: str) -> Question | None:
        listed, _blank, other = listed.partition(" ")
        if other:
            self._fault("or_other", row, "type", found=other)
        if not listed:
            self._fault("list_missing", row, "type")
            return None
        if listed not in self._choices:
            self._fault("list_unknown", row, "type", list=listed)
            return None
        choices = tuple(self._choices[listed])
        names = {choice.name for choice in choices}
        if question.kind is Kind.SINGLE and listed == VERDICT_LIST and names == VERDICT_NAMES:
            return replace(question, kind=Kind.STATEMENT)
        shuffled = is_true(parameters(row["parameters"]).get("randomize", ""))
        return replace(question, choices=choices, shuffled=shuffled)

    def _with_bounds(self, question: Question, row: Row, word: str) -> Question:
        if question.kind is Kind.SCALE:
            return self._with_steps(question, row)
        found = bounds_of(row["constraint"], whole=question.whole) if word in NUMBERS else None
        if found is None:
            if row["constraint"]:
                self.survey.left_out.append(_fault("constraint_left_out", row, "constraint", found=row["constraint"]))
            return question
        return replace(question, low=found[0], high=found[1])

    def _with_steps(self, question: Question, row: Row) -> Question:
        said = {"start": "1", "end": "10", "step": "1"} | parameters(row["parameters"])
        try:
            low, high, step = (float(said[key]) for key in ("start", "end", "step"))
        except ValueError:
            self._fault("parameters_bad", row, "parameters", found=row["parameters"])
            self.survey.broken.add(row["name"])
            return question
        if step != 1:
            self._fault("step", row, "parameters", found=said["step"])
        return replace(question, low=low, high=high)

    def _page(self) -> str:
        """The innermost heading that says something; a matrix is no page."""
        headings = [group.row["label"] for group in self._open if not group.is_matrix]
        return next((heading for heading in reversed(headings) if heading), "")

    def _relevant(self, own: str) -> str:
        """A question is asked where its groups are: their conditions go before its own."""
        around = [group.row["relevant"] for group in self._open if group.row["relevant"] and not group.is_matrix]
        parts = [part for part in (*around, own) if part]
        return parts[0] if len(parts) == 1 else " and ".join(f"({part})" for part in parts)

    def _fault(self, code: str, row: Row, column: str, **facts: str | int) -> None:
        self.survey.faults.append(_fault(code, row, column, **facts))


def _fault(code: str, row: Row, column: str, **facts: str | int) -> Fault:
    return Fault(code, row["name"], column, facts, SHEET, row.number)
