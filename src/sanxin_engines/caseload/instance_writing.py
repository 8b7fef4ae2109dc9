"""An instance as the workbook that `sanxin caseload` reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from sanxin_engines.caseload.instance import Instance, Pair

STAFF = (
    "id",
    "name",
    "unit",
    "lat",
    "lon",
    "home_village",
    "skills",
    "min_villages",
    "max_villages",
    "min_members",
    "max_members",
)
VILLAGES = ("id", "name", "lat", "lon", "needs")
MEMBERS = ("id", "village", "lat", "lon", "difficulty", "needs")
PLACES = 6
"""Of coordinates: a hand's breadth, and a file gives them back the same."""
PAIRS = ("staff", "kind", "target")


def write_instance(file: Path | IO[bytes], instance: Instance) -> None:
    """Six sheets; `read_instance` gives the same instance back."""
    target = str(file) if isinstance(file, Path) else file
    with xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#F3F0EA", "bottom": 1})
        _sheet(book, bold, "staff", STAFF, ([_cell(one, name) for name in STAFF] for one in instance.staff))
        _sheet(book, bold, "villages", VILLAGES, ([_cell(one, name) for name in VILLAGES] for one in instance.villages))
        _sheet(book, bold, "members", MEMBERS, ([_cell(one, name) for name in MEMBERS] for one in instance.members))
        for name in ("last_year", "fixed", "forbidden"):
            pairs: tuple[Pair, ...] = getattr(instance, name)
            _sheet(book, bold, name, PAIRS, ((one.staff, one.kind.value, one.target) for one in pairs))


def _cell(one: object, name: str) -> Any:
    value = getattr(one, name)
    if isinstance(value, frozenset):
        return "、".join(sorted(value))
    return round(value, PLACES) if isinstance(value, float) else value


def _sheet(book: Any, bold: Any, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(head) - 1, 14)
    sheet.write_row(0, 0, head, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)  # a code of digits stays a code
            elif value is not None:
                sheet.write_number(number, column, value)
