"""What is wrong, as a code with facts: the application says it in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field

Facts = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `column` is the XLSForm column (`relevant`, `name`, `parameters`) that is to blame.

    `sheet` and `row` (counted from 1, as a spreadsheet shows them) are known where a workbook was read.
    """

    code: str
    question: str = ""
    column: str = ""
    facts: Facts = field(default_factory=dict)
    sheet: str = ""
    row: int = 0
