"""Votes and statements from Polis' export files (or the same columns with Chinese headings)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sanxin_engines.consensus.errors import TableError
from sanxin_engines.consensus.votes import Vote

VALUES = {
    "1": 1,
    "0": 0,
    "-1": -1,
    "赞成": 1,
    "同意": 1,
    "不赞成": -1,
    "反对": -1,
    "不同意": -1,
    "说不好": 0,
    "跳过": 0,
}
VOTER = ("voter-id", "voter", "participant", "投票人", "编号")
STATEMENT = ("comment-id", "statement-id", "statement", "看法", "观点", "意见")
VOTE = ("vote", "态度", "投票")
TIME = ("timestamp", "时间")
MODERATED = ("moderated", "审核")
TEXT = ("comment-body", "text", "内容")
OUT = {"-1", "不公开", "未通过"}


@dataclass(frozen=True)
class Statements:
    """What comments.csv says: all ids, those moderated out, the words."""

    ids: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    texts: dict[str, str] = field(default_factory=dict)


def read_votes(path: Path) -> list[Vote]:
    """Raises `TableError` naming row and column."""
    rows = _rows(path)
    header = next(rows)[1]
    voter, statement, vote = (_column(path, header, names) for names in (VOTER, STATEMENT, VOTE))
    time = _column(path, header, TIME, needed=False)
    return [
        Vote(
            _cell(path, number, row, header, voter),
            _cell(path, number, row, header, statement),
            _value(path, number, row, header, vote),
            _instant(row[time]) if time is not None and time < len(row) else number,
        )
        for number, row in rows
    ]


def read_statements(path: Path) -> Statements:
    """Raises `TableError` naming row and column."""
    rows = _rows(path)
    header = next(rows)[1]
    statement = _column(path, header, STATEMENT)
    moderated, text = (_column(path, header, names, needed=False) for names in (MODERATED, TEXT))
    ids, out, texts = [], set(), {}
    for number, row in rows:
        one = _cell(path, number, row, header, statement)
        ids.append(one)
        if moderated is not None and moderated < len(row) and row[moderated].strip() in OUT:
            out.add(one)
        if text is not None and text < len(row):
            texts[one] = row[text].strip()
    return Statements(tuple(ids), frozenset(out), texts)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows with something in them, the heading first; UTF-8, else GB 18030."""
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise TableError(
            f"打不开“{path.name}”：{problem.strerror}。", f"{path.name} cannot be opened: {problem.strerror}."
        ) from problem
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError as problem:
            raise TableError(
                f"“{path.name}”不是文本表格，请另存为 CSV。", f"{path.name} is no text; save it as CSV."
            ) from problem
    rows = ((number, row) for number, row in enumerate(csv.reader(text.splitlines(True)), 1) if any(row))
    first = next(rows, None)
    if first is None:
        raise TableError(f"“{path.name}”是空的。", f"{path.name} is empty.")
    yield first
    yield from rows


def _column(path: Path, header: list[str], names: tuple[str, ...], *, needed: bool = True) -> int | None:
    plain = [one.strip().lower() for one in header]
    for name in names:
        if name in plain:
            return plain.index(name)
    if not needed:
        return None
    raise TableError(
        f"“{path.name}”第 1 行没有“{names[0]}”这一列，有的是：{'、'.join(header)[:200]}。",
        f"Row 1 of {path.name} has no column {names[0]}; it has: {', '.join(header)[:200]}.",
    )


def _cell(path: Path, number: int, row: list[str], header: list[str], column: int | None) -> str:
    value = row[column].strip() if column is not None and column < len(row) else ""
    if not value:
        name = header[column or 0]
        raise TableError(
            f"“{path.name}”第 {number} 行的“{name}”是空的。", f"{path.name}, row {number}: {name} is empty."
        )
    return value


def _value(path: Path, number: int, row: list[str], header: list[str], column: int | None) -> int:
    said = _cell(path, number, row, header, column)
    value = VALUES.get(said.removesuffix(".0"))
    if value is None:
        name = header[column or 0]
        raise TableError(
            f"“{path.name}”第 {number} 行的“{name}”是“{said[:20]}”，只能是 1（赞成）、-1（不赞成）、0（说不好）。",
            f"{path.name}, row {number}: {name} is {said[:20]!r}; it can be 1 (agree), -1 (disagree) or 0 (pass).",
        )
    return value


def _instant(text: str) -> float:
    """Milliseconds as Polis writes them; other times keep the order of the file."""
    try:
        return float(text)
    except ValueError:
        return 0.0
