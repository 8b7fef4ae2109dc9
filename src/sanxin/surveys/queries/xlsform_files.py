"""An uploaded file as the sheets of an XLSForm, through the same door as every Excel file."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol, cast

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets.safety import inspect
from sanxin.kernel.sheets.source import Grid, open_source
from sanxin_engines.questionnaires.xlsform import Imported, read_sheets

SHEETS = ("survey", "choices", "settings")
MOST_ROWS = 20_000
"""Of one sheet: 300 questions with long lists of choices stay far below."""


class Named(Protocol):
    name: str | None


def read_file(file: BinaryIO, *, title: str = "") -> Imported:
    """Raises Refused for a file that is no workbook (damaged, locked, a program); faults of the form are told in it."""
    name = str(cast(Named, file).name or "")
    source = open_source(file, inspect(file, name), name)
    names = source.names()
    wanted = [one for one in names if one.strip().lower() in SHEETS] or names[:1]
    grids = {one: source.grid(one) for one in wanted}
    if any(grid.height > MOST_ROWS for grid in grids.values()):
        words = _("这个文件的行太多，不像问卷。问卷的表最多 {most} 行。").format(most=MOST_ROWS)
        raise Refused("surveys.xlsform.too_long", words, field="file")
    sheets = {one: list(_rows(grid)) for one, grid in grids.items()}
    return read_sheets(sheets if _has_survey(wanted) else dict.fromkeys(names, ()), title=title)


def _has_survey(names: list[str]) -> bool:
    return any(one.strip().lower() == SHEETS[0] for one in names)


def _rows(grid: Grid) -> Iterator[list[object]]:
    """With the empty columns the reader leaves out in front."""
    for cells in grid.rows():
        yield [*[""] * grid.left, *cells]
