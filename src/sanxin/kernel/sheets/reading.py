"""A sheet as a table of one kind: its header found, its titles, notes and totals left out, its merged cells filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from sanxin.kernel.sheets.columns import Cell
from sanxin.kernel.sheets.headers import Header, find_header
from sanxin.kernel.sheets.kinds import SheetKind
from sanxin.kernel.sheets.refusal import file_refused
from sanxin.kernel.sheets.source import Grid, Source

#: The word in front of a template's sample row; a row that begins with it is never imported.
EXAMPLE = "示例"
TOTALS = frozenset({"合计", "总计", "小计", "共计"})

SourceRow = tuple[int, list[Cell]]


@dataclass(slots=True)
class Table:
    """`header_row` and row numbers count from 1, as the person sees them.

    `notes` are the rows that the last reading left out: headings, totals, the sample.
    """

    sheet: str
    header_row: int
    header_depth: int
    headers: tuple[str, ...]
    height: int
    _grid: Grid
    notes: list[int] = field(default_factory=list)

    def rows(self) -> Iterator[SourceRow]:
        """Rows of data with their numbers, read afresh from the file each time."""
        self.notes.clear()
        first = self.header_row - 1 + self.header_depth
        filled = _Filled(self._grid)
        wide = _wide_rows(self._grid, len(self.headers))
        for at, cells in enumerate(self._grid.rows()):
            if at < first or not any(cell not in ("", None) for cell in cells):
                continue
            if at in wide or _is_note(cells):
                self.notes.append(at + 1)
            else:
                yield at + 1, filled.row(at, cells)

    def everything(self) -> Iterator[SourceRow]:
        """All rows as they stand in the file: titles, header, notes and blanks included."""
        return enumerate(self._grid.rows(), start=1)

    @property
    def first_column(self) -> int:
        """The sheet's column of position 0, counted from 1."""
        return self._grid.left + 1

    def sample(self, count: int = 3) -> list[SourceRow]:
        """The first rows, for a person to judge the mapping by."""
        return list(islice(self.rows(), count))


def read_table(
    source: Source, kind: SheetKind, *, sheet: str = "", remembered: Mapping[str, str] | None = None
) -> Table:
    """The named sheet, or the one that looks most like this kind. Raises Refused if there is nothing to read."""
    names = [sheet] if sheet else source.names()
    best: tuple[Grid, Header] | None = None
    for name in names:
        grid = source.grid(name)
        header = find_header(grid, kind, remembered or {})
        if header and (best is None or header.score > best[1].score):
            best = grid, header
    if best is None:
        raise file_refused("no_rows", _("这个文件里没有内容，请填好后再上传"))
    grid, header = best
    return Table(grid.name, header.row + 1, header.depth, header.names, grid.height, grid)


class _Filled:
    """Vertical merges filled down in their first column, while rows stream past in order."""

    def __init__(self, grid: Grid) -> None:
        self._starting: dict[int, list[tuple[int, int]]] = {}
        self._open: dict[int, tuple[int, Cell]] = {}
        for merge in grid.merges:
            if merge.bottom > merge.top:
                self._starting.setdefault(merge.top, []).append((merge.left, merge.bottom))

    def row(self, at: int, cells: list[Cell]) -> list[Cell]:
        for column, bottom in self._starting.pop(at, ()):
            self._open[column] = bottom, cells[column] if column < len(cells) else None
        if not self._open:
            return cells
        cells = list(cells)
        for column, (bottom, value) in list(self._open.items()):
            if at > bottom:
                del self._open[column]
            elif column < len(cells):
                cells[column] = value
        return cells


def _wide_rows(grid: Grid, width: int) -> set[int]:
    """Rows merged across most of the table: a heading between groups, a signature line, never data."""
    return {
        merge.top
        for merge in grid.merges
        if merge.top == merge.bottom and merge.right - merge.left + 1 > max(2, width // 2)
    }


def _is_note(cells: list[Cell]) -> bool:
    first = next((cell for cell in cells if cell not in ("", None)), None)
    if not isinstance(first, str):
        return False
    said = "".join(first.split()).rstrip("：:")
    return said in TOTALS or said == EXAMPLE
