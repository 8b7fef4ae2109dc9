"""Groups: a page with its heading, or a matrix (appearance `table-list`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.form import Choice, Kind, Question
from sanxin_engines.questionnaires.xlsform.tables import Row

MATRIX = "table-list"
CHOSEN = {Kind.SINGLE, Kind.STATEMENT}


@dataclass(slots=True)
class Group:
    """A group that is open; of a matrix also its rows: (sheet row, list, question)."""

    row: Row
    members: list[tuple[Row, str, Question]] = field(default_factory=list)

    @property
    def is_matrix(self) -> bool:
        return MATRIX in self.row["appearance"].split()


def matrix_of(group: Group, *, page: str, relevant: str) -> tuple[Question, list[Fault]]:
    """One question of all its rows. Faults: rows that choose from different lists, or are asked of some only."""
    faults = []
    lists = [listed for _row, listed, question in group.members if question.kind in CHOSEN]
    for row, listed, question in group.members:
        if question.kind not in CHOSEN or listed != lists[0]:
            faults.append(Fault("matrix_mixed", question.name, "type", {}, "survey", row.number))
        elif row["relevant"]:
            faults.append(Fault("matrix_row_relevant", question.name, "relevant", {}, "survey", row.number))
    questions = [question for _row, _listed, question in group.members]
    made = Question(
        name=group.row["name"],
        kind=Kind.MATRIX,
        label=group.row["label"],
        hint=group.row["hint"],
        required=bool(questions) and all(question.required for question in questions),
        choices=questions[0].choices if questions else (),
        rows=tuple(Choice(question.name, question.label) for question in questions),
        relevant=relevant,
        page=page,
    )
    return made, faults
