"""Sheets of texts and labels, for the command line. Whatever is wrong names its row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sanxin_engines.opinions.cells import as_text
from sanxin_engines.opinions.columns import find_columns, find_named
from sanxin_engines.opinions.errors import TableError
from sanxin_engines.opinions.fields.examples import Example, Prediction
from sanxin_engines.opinions.files import read_rows, write_bytes

LABELS = ("label", "标签", "一级标签", "一级分类", "分类", "领域", "类别")
ADDED = ("predicted", "confidence", "unsure")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` with their numbers as people count them, the header being row 1; `texts` and `labels` beside them.

    `text_column` and `label_column` are the headers of what was read.
    """

    headers: list[str]
    rows: list[tuple[int, list[str]]]
    texts: list[str]
    labels: list[str] | None
    text_column: str
    label_column: str


def read_sheet(path: Path, *, text: str | None, label: str | None, must_have_labels: bool) -> Sheet:
    """Columns not named are guessed. A title column, where there is one, becomes the first line of the text."""
    filled = [
        (n, [as_text(c) for c in row]) for n, row in enumerate(read_rows(path), start=1) if any(map(as_text, row))
    ]
    if len(filled) < 2:
        raise TableError(f"“{path.name}”里没有数据。", f"{path.name} holds no data.")
    headers, rows = filled[0][1], filled[1:]
    columns = find_columns(headers, {"text": text})
    place = _label_column(headers, label, must_have=must_have_labels)
    texts = [_text(row, columns) for _, row in rows]
    labels = None if place is None else [_cell(row, place) for _, row in rows]
    text_column = headers[columns.get("text", columns.get("title", 0))]
    return Sheet(headers, rows, texts, labels, text_column, "" if place is None else headers[place])


def examples_of(sheet: Sheet, path: Path) -> list[Example]:
    """Raises `TableError` at the first row whose text or label is empty."""
    found: list[Example] = []
    for (number, _), text, label in zip(sheet.rows, sheet.texts, sheet.labels or (), strict=True):
        empty = sheet.text_column if not text else sheet.label_column if not label else None
        if empty:
            raise TableError(
                f"“{path.name}”第 {number} 行的“{empty}”是空的。",
                f"{path.name}, row {number}, column {empty!r}: the cell is empty.",
            )
        found.append(Example(text, label))
    return found


def write_predictions(
    path: Path, sheet: Sheet, predictions: Sequence[Prediction], why: Sequence[str] | None = None
) -> None:
    """The columns of the sheet as they were, the answer behind them; UTF-8 with the mark by which Excel knows it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*sheet.headers, *ADDED, *(["why"] if why else [])])
    for place, ((_, row), one) in enumerate(zip(sheet.rows, predictions, strict=True)):
        cells = [*row, *[""] * (len(sheet.headers) - len(row))][: len(sheet.headers)]
        unsure = "" if one.sure else "unsure"
        writer.writerow([*cells, one.label, f"{one.confidence:.4f}", unsure, *([why[place]] if why else [])])
    write_bytes(path, target.getvalue().encode("utf-8-sig"))


def _label_column(headers: list[str], named: str | None, *, must_have: bool) -> int | None:
    if named:
        return find_named(headers, named) if must_have or named in headers else None
    known = [place for name in LABELS for place, header in enumerate(headers) if header.strip().lower() == name]
    if must_have and not known:
        listed = "、".join(filter(None, headers))
        raise TableError(
            f"表里没有标签列（label），现有列：{listed}。请用 --label 指明。",
            f"No column with the label was found; the columns are: {listed}. Name it with --label.",
        )
    return known[0] if known else None


def _text(row: list[str], columns: dict[str, int]) -> str:
    title = _cell(row, columns["title"]) if "title" in columns else ""
    body = _cell(row, columns["text"]) if "text" in columns else ""
    return "\n".join(filter(None, (title, body)))


def _cell(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""
