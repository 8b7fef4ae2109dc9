"""The sheets of an inspected file as plain rows, whatever its format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Protocol, TypeVar, cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from sanxin.kernel.sheets.columns import Cell
from sanxin.kernel.sheets.safety import Inspected
from sanxin.kernel.sheets.textfile import encoding_of, rows_of
from sanxin.kernel.sheets.workbook import broken, locked

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged rectangle; all four numbers are positions from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows()` starts again from the sheet's first row each time; rows are equally long lists.

    `left` is how many empty columns of the sheet stand before the first cell of each list.
    """

    name: str
    height: int
    rows: Callable[[], Iterator[list[Cell]]]
    merges: tuple[Merge, ...] = ()
    left: int = 0


class Source(Protocol):
    """A file that has been opened; a sheet is only loaded when it is asked for."""

    def names(self) -> list[str]:
        """Visible sheets, in the file's order."""
        ...

    def grid(self, name: str) -> Grid:
        """One sheet; KeyError if the file has no visible sheet of that name."""
        ...


def open_source(file: BinaryIO, inspected: Inspected, name: str = "") -> Source:
    """Open a file that `safety.inspect` let through. Raises Refused when it turns out damaged or locked."""
    file.seek(0)
    content = file.read()
    if inspected.format == "csv":
        return TextSource(content, name)
    return WorkbookSource(content)


class TextSource:
    """A csv file is a workbook of one sheet."""

    def __init__(self, content: bytes, name: str) -> None:
        rows = rows_of(content.decode(encoding_of(content)))
        width = max((len(row) for row in rows), default=0)
        self._rows: list[list[Cell]] = [[*row, *[""] * (width - len(row))] for row in rows]
        self._name = name

    def names(self) -> list[str]:
        return [self._name]

    def grid(self, name: str) -> Grid:
        if name != self._name:
            raise KeyError(name)
        return Grid(name, len(self._rows), lambda: iter(self._rows))


class WorkbookSource:
    """An Excel file, old or new."""

    def __init__(self, content: bytes) -> None:
        self._workbook = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(content)))

    def names(self) -> list[str]:
        return [sheet.name for sheet in self._workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]

    def grid(self, name: str) -> Grid:
        if name not in self.names():
            raise KeyError(name)
        sheet = _guarded(lambda: self._workbook.get_sheet_by_name(name))
        left = sheet.start[1] if sheet.start else 0
        height = sheet.end[0] + 1 if sheet.end else 0
        return Grid(name, height, lambda: _rows(sheet), _merges(sheet, left), left)


def _rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    return cast(Iterator[list[Cell]], sheet.iter_rows())


def _merges(sheet: CalamineSheet, left: int) -> tuple[Merge, ...]:
    """Merged cells, moved left by the empty columns that the reader leaves out at the start of every row."""
    return tuple(
        Merge(top, first - left, bottom, last - left)
        for (top, first), (bottom, last) in sheet.merged_cell_ranges or ()
        if first >= left
    )


def _guarded(read: Callable[[], Answer]) -> Answer:
    """Every way in which the reader gives up on a file becomes a sentence."""
    try:
        return read()
    except PasswordError as error:
        raise locked() from error
    except (CalamineError, OSError, ValueError) as error:
        raise broken() from error
    except BaseException as error:
        # A panic inside the reader is a BaseException of its own; it means a malformed file, not a broken server.
        if type(error).__name__ == "PanicException":
            raise broken() from error
        raise
