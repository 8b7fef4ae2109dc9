"""The sheet `choices`: lists of what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from sanxin_engines.questionnaires.checking import CHOICE_NAME
from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.form import Choice
from sanxin_engines.questionnaires.xlsform.tables import Table

SHEET = "choices"


@dataclass(slots=True)
class Lists:
    """List name → its choices in order; what is wrong with them, by sheet row."""

    choices: dict[str, list[Choice]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_lists(table: Table) -> Lists:
    """Choices by the name of their list, in the order of the rows; a row that cannot be one is a fault."""
    lists = Lists()
    for row in table.rows:
        name, label, listed = row["name"], row["label"], row["list_name"]
        if not listed:
            lists.faults.append(Fault("list_name_missing", "", "list_name", {}, SHEET, row.number))
            continue
        known = lists.choices.setdefault(listed, [])
        if not name:
            lists.faults.append(Fault("name_missing", "", "name", {}, SHEET, row.number))
        elif not CHOICE_NAME.fullmatch(name):
            lists.faults.append(Fault("choice_name_bad", "", "name", {"name": name}, SHEET, row.number))
        elif name in {choice.name for choice in known}:
            lists.faults.append(Fault("choice_twice", "", "name", {"name": name, "list": listed}, SHEET, row.number))
        elif not label:
            lists.faults.append(Fault("choice_label_missing", "", "label", {"name": name}, SHEET, row.number))
        known.append(Choice(name, label))
    return lists
