"""Where the column names stand: below how many title lines, in one row or two."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sanxin.kernel.sheets.columns import Cell
from sanxin.kernel.sheets.halfwidth import plain
from sanxin.kernel.sheets.kinds import SheetKind
from sanxin.kernel.sheets.source import Grid, Merge

#: Titles, units, dates and notes on how to fill in a form seldom take more.
SEARCHED_ROWS = 20
#: Between a group and its column: 联系方式/电话.
LEVEL = "/"
_DECORATION = re.compile(r"[\s*:_\-]|必填|选填")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】")


@dataclass(frozen=True, slots=True)
class Header:
    """`row` counts from 0; `depth` is 1 or 2 rows; `names` has one text for each column, empty where there is none."""

    row: int
    depth: int
    names: tuple[str, ...]
    score: float


def key_of(text: str) -> str:
    """A header as it is compared: 「 姓　名（必填）*」 and 姓名 are one."""
    return _DECORATION.sub("", bare(text)).lower() or _DECORATION.sub("", plain(text)).lower()


def bare(text: str) -> str:
    """A header without what stands in brackets after it."""
    return _BRACKETS.sub("", plain(text))


def find_header(grid: Grid, kind: SheetKind, remembered: Mapping[str, str]) -> Header | None:
    """The rows that look most like this kind's column names; None for an empty sheet."""
    known = _known_names(kind, remembered)
    top = [row for row, _index in zip(grid.rows(), range(SEARCHED_ROWS), strict=False)]
    candidates = [header for at in range(len(top)) for header in _candidates(top, at, grid.merges, known)]
    best = max(candidates, key=lambda header: (header.score, -header.depth, -header.row), default=None)
    return best if best and best.score > 0 else _first_wordy(top)


def _known_names(kind: SheetKind, remembered: Mapping[str, str]) -> set[str]:
    spelt = {key_of(name) for column in kind.columns for name in column.spellings()}
    return {*spelt, *remembered}


def _candidates(top: list[list[Cell]], at: int, merges: Sequence[Merge], known: Collection[str]) -> list[Header]:
    single = tuple(_text(cell) for cell in top[at])
    found = [Header(at, 1, single, _score(single, known))]
    if at + 1 < len(top):
        double = _two_rows(top[at], top[at + 1], at, merges)
        # A pair counts only where its lower row names columns too, else the first row of data would be swallowed.
        lower = tuple(_text(cell) for cell in top[at + 1])
        if _score(lower, known) > 0:
            found.append(Header(at, 2, double, _score(double, known)))
    return found


def _two_rows(upper: list[Cell], lower: list[Cell], at: int, merges: Sequence[Merge]) -> tuple[str, ...]:
    """Groups spread over their columns: 联系方式 above 电话 and 微信 gives 联系方式/电话 and 联系方式/微信."""
    groups = [_text(cell) for cell in upper]
    for merge in merges:
        if merge.top == at and merge.left < len(groups):
            for column in range(merge.left, min(merge.right + 1, len(groups))):
                groups[column] = groups[merge.left]
    return tuple(_joined(group, _text(cell)) for group, cell in zip(groups, lower, strict=True))


def _joined(group: str, name: str) -> str:
    return f"{group}{LEVEL}{name}" if group and name and group != name else group or name


def _score(names: Sequence[str], known: Collection[str]) -> float:
    """How many different names are known; a name with its group counts by its own part too."""
    return len({key for name in names if name for key in (_best_key(name, known),) if key})


def _best_key(name: str, known: Collection[str]) -> str:
    for spelling in (name, name.rpartition(LEVEL)[2]):
        if (key := key_of(spelling)) in known:
            return key
    return ""


def _first_wordy(top: list[list[Cell]]) -> Header | None:
    """No name is known: the first row with at least two different texts, then the first row with anything."""
    for wanted in (2, 1):
        for at, row in enumerate(top):
            names = tuple(_text(cell) for cell in row)
            if len(set(filter(None, names))) >= wanted:
                return Header(at, 1, names, 0)
    return None


def _text(cell: Cell) -> str:
    return "".join(str(cell).split()) if cell is not None else ""
