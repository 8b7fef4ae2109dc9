"""A sheet as rows of named cells, in the reader's language where it is written in several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Rows = Iterable[Sequence[object]]
"""Cells as a spreadsheet reader gives them, from the sheet's first row and first column on."""

ALIASES = {
    "list name": "list_name",
    "relevance": "relevant",
    "caption": "label",
    "value": "name",
    "id_string": "form_id",
    "title": "form_title",
    "command": "type",
    "read_only": "readonly",
}
SPOKEN = frozenset({"label", "hint"})
"""Columns that are read to people and may stand in several languages: `label::中文 (zh)`."""
CHINESE = re.compile(r"中文|汉语|普通话|chinese|\bzh\b|\bzh[-_]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts from 1, as the spreadsheet shows it."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its rows, the languages left out, and the row of its headings."""

    rows: tuple[Row, ...] = ()
    languages_left: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    head: int = 1


def table_of(rows: Rows, preferred: str = "") -> Table:
    """`preferred` is the form's default language; Chinese goes before it, a plain column before any language."""
    lines = [(number, [text_of(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        return Table()
    head, headings = filled[0]
    at, left = _columns(headings, preferred)
    body = tuple(
        Row(number, {column: cells[place] for column, place in at.items() if place < len(cells) and cells[place]})
        for number, cells in filled[1:]
    )
    return Table(tuple(row for row in body if row.cells), left, tuple(at), head)


def text_of(cell: object) -> str:
    """A number in a cell is meant as it is read: 1, not 1.0."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def _columns(headings: Sequence[str], preferred: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Column → where it stands, and the languages that were not taken."""
    at: dict[str, int] = {}
    spoken: dict[str, dict[str, int]] = {}
    for place, heading in enumerate(headings):
        base, language = _split(heading)
        if base in SPOKEN:
            spoken.setdefault(base, {}).setdefault(language, place)
        elif base:
            at.setdefault(base, place)
    languages = dict.fromkeys(language for found in spoken.values() for language in found)
    best = min(languages, key=lambda language: _rank(language, preferred), default="")
    for base, found in spoken.items():
        if best in found or "" in found:
            at[base] = found.get(best, found.get("", 0))
    return at, tuple(language for language in languages if language not in {best, ""})


def _split(heading: str) -> tuple[str, str]:
    """`label::中文 (zh)` → label, 中文 (zh); one colon is the older way of writing it."""
    base, _colon, language = heading.replace("::", ":", 1).partition(":")
    base = re.sub(r"\s+", " ", base.strip().lower())
    return ALIASES.get(base, base), language.strip()


def _rank(language: str, preferred: str) -> int:
    if CHINESE.search(language):
        return 0
    if not language:
        return 1
    return 2 if language == preferred else 3
