"""Sheets in, results out: for the command line only. The engine itself never opens a file.

Reading and writing libraries load late, so that importing the engine stays light.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sanxin_engines.opinions.cells import as_count, as_instant, as_text
from sanxin_engines.opinions.columns import SEARCHED, find_columns, header_at
from sanxin_engines.opinions.crux import crux_of
from sanxin_engines.opinions.errors import TableError
from sanxin_engines.opinions.problems import Problem, Synthesis
from sanxin_engines.opinions.voices import Voice

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
READABLE = (*SHEETS, ".csv")
Warn = Callable[[str, str], None]
Read = TypeVar("Read")


def read_table(
    path: Path,
    *,
    id: str | None = None,  # noqa: A002 - the column's own name
    title: str | None = None,
    text: str | None = None,
    author: str | None = None,
    time: str | None = None,
    likes: str | None = None,
    warn: Warn | None = None,
) -> list[Voice]:
    """The voices of the first sheet. Columns not named are guessed; without an id column the row number is the id.

    `warn(chinese, english)` hears of cells that were passed over. Raises `TableError`.
    """
    rows = [row for row in enumerate(read_rows(path), start=1) if any(as_text(cell) for cell in row[1])]
    wanted = {"id": id, "title": title, "text": text, "author": author, "time": time, "likes": likes}
    rows = rows[header_at([[as_text(cell) for cell in row] for _, row in rows[:SEARCHED]], wanted) :]
    if len(rows) < 2:
        raise TableError(f"“{path.name}”里没有数据。", f"{path.name} holds no data.")
    headers = [as_text(cell) for cell in rows[0][1]]
    columns = find_columns(headers, wanted)
    voices = [_voice(number, row, columns, headers, warn) for number, row in rows[1:]]
    _refuse_repeats(voices, [number for number, _ in rows[1:]], headers, columns)
    return voices


def write_json(path: Path, synthesis: Synthesis) -> None:
    """UTF-8, two spaces of indent, one line feed at the end; the same result is the same bytes."""
    found = {
        "problems": [_as_dict(problem) for problem in synthesis.problems],
        "unassigned": [*synthesis.unassigned],
        "crux": [asdict(group) for group in crux_of(synthesis)],
    }
    write_bytes(path, (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode())


def write_xlsx(path: Path, synthesis: Synthesis) -> None:
    """Three sheets: problems, the voices of each, and the voices that stand alone."""
    from sanxin_engines.opinions.workbook import as_workbook

    write_bytes(path, as_workbook(synthesis))


def write_html(path: Path, synthesis: Synthesis) -> None:
    """One page without outside resources or scripts."""
    from sanxin_engines.opinions.page import as_page

    write_bytes(path, as_page(synthesis).encode())


WRITERS = {".json": write_json, ".xlsx": write_xlsx, ".html": write_html}


def read_rows(path: Path) -> Sequence[Sequence[object]]:
    """The cells of the first sheet, empty rows included. Raises `TableError`."""
    if path.suffix.lower() not in READABLE:
        raise TableError(
            f"不认识“{path.name}”的类型，能读的是：{'、'.join(READABLE)}。",
            f"The type of {path.name} is unknown; readable are: {', '.join(READABLE)}.",
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TableError(f"打不开“{path.name}”。", f"{path.name} cannot be opened: {error.strerror}.") from error
    if not content:
        raise TableError(f"“{path.name}”是空文件。", f"{path.name} is an empty file.")
    return _csv_rows(path, content) if path.suffix.lower() == ".csv" else _sheet_rows(path, content)


def _csv_rows(path: Path, content: bytes) -> Sequence[Sequence[object]]:
    """UTF-8 first, then GB 18030, which Excel writes in China."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.split("\n", 1)[0]
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","))
        except csv.Error as error:
            raise TableError(f"“{path.name}”不是有效的 CSV。", f"{path.name} is no valid CSV: {error}.") from error
    raise TableError(
        f"“{path.name}”的编码既不是 UTF-8 也不是 GB 18030。", f"{path.name} is neither UTF-8 nor GB 18030."
    )


def _sheet_rows(path: Path, content: bytes) -> Sequence[Sequence[object]]:
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows: list[list[Any]] = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception as error:  # the library has no common base for what a damaged file can do to it
        raise TableError(
            f"“{path.name}”读不出来，可能已损坏或有密码。", f"{path.name} cannot be read; it may be damaged or locked."
        ) from error
    return rows


def _voice(
    number: int, row: Sequence[object], columns: dict[str, int], headers: Sequence[str], warn: Warn | None
) -> Voice:
    cells = {field: row[place] if place < len(row) else None for field, place in columns.items()}
    voice = as_text(cells["id"]) if "id" in cells else str(number)
    if not voice:
        raise TableError(
            f"第 {number} 行“{headers[columns['id']]}”是空的。",
            f"Row {number}, column {headers[columns['id']]!r}: the id is empty.",
        )

    def tell(field: str, read: Read) -> Read:
        if warn and read is None and as_text(cells.get(field)):
            name, cell = headers[columns[field]], as_text(cells[field])[:20]
            warn(
                f"第 {number} 行“{name}”看不懂（{cell}），按空白处理。",
                f"Row {number}, column {name!r}: {cell!r} is not understood and taken as empty.",
            )
        return read

    at = tell("time", as_instant(cells.get("time")))
    likes, dislikes = tell("likes", as_count(cells.get("likes"))), tell("dislikes", as_count(cells.get("dislikes")))
    return Voice(
        id=voice,
        title=as_text(cells.get("title")),
        text=as_text(cells.get("text")),
        author=as_text(cells.get("author")) or None,
        at=at,
        likes=likes or 0,
        dislikes=dislikes or 0,
        place=as_text(cells.get("place")) or None,
    )


def _refuse_repeats(voices: list[Voice], numbers: list[int], headers: Sequence[str], columns: dict[str, int]) -> None:
    seen: dict[str, int] = {}
    for voice, number in zip(voices, numbers, strict=True):
        if voice.id in seen:
            name = headers[columns["id"]]
            raise TableError(
                f"第 {seen[voice.id]} 行和第 {number} 行的“{name}”相同：{voice.id}。",
                f"Rows {seen[voice.id]} and {number} carry the same {name!r}: {voice.id}.",
            )
        seen[voice.id] = number


def _as_dict(problem: Problem) -> dict[str, object]:
    heat = problem.heat
    parts = ("score", "people", "messages", "likes", "recency", "spread", "persistence")
    return {
        "id": problem.id,
        "title": problem.title,
        "heat": {part: getattr(heat, part) for part in parts},
        "keywords": [*problem.keywords],
        "quotes": [{"voice": quote.voice, "text": quote.text} for quote in problem.quotes],
        "voices": [*problem.voices],
        "duplicates": [[*group] for group in problem.duplicates],
        "places": [*problem.places],
        "first": _instant(problem.first),
        "last": _instant(problem.last),
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def write_bytes(path: Path, content: bytes) -> None:
    """Raises `TableError`."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise TableError(f"写不了“{path.name}”。", f"{path.name} cannot be written: {error.strerror}.") from error
