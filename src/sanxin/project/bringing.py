"""Bring a sheet in without a browser: the same reading, checking and writing, by the same person's rights."""

import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sanxin.kernel.actions import sheet_imports as actions
from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.models import ImportedRow, SheetImport, SheetMapping, SheetWriting
from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets.checking import check
from sanxin.kernel.sheets.columns import Context
from sanxin.kernel.sheets.kinds import SheetKind
from sanxin.kernel.sheets.matching import match
from sanxin.kernel.sheets.reading import Table, read_table
from sanxin.kernel.sheets.returning import give_back
from sanxin.kernel.sheets.source import open_source
from sanxin.people.models import Person


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    file: Path
    kind: SheetKind
    by: Person
    returned: Path
    """Where the file with the reasons goes, if there are any."""
    sheet: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    """Header → name of the column it means, or nothing to leave it out."""
    correct_only: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Brought:
    counts: Mapping[str, int]
    """Of the check: read, ready, wrong, duplicates, known, notes."""
    written: SheetWriting | None = None
    returned: Path | None = None


def bring(wanted: Wanted, *, at: datetime) -> Brought:
    """Raises Refused as the pages would, and for headers nobody has decided about."""
    with wanted.file.open("rb") as file:
        looked = actions.look_at(file, wanted.file.name, kind=wanted.kind, by=wanted.by)
        remembered = SheetMapping.remembered(wanted.by.county_id, wanted.kind.key)
        source = open_source(file, looked.inspected, wanted.file.name)
        if wanted.sheet and wanted.sheet not in source.names():
            names = "、".join(source.names())
            raise Refused("project.import.no_sheet", f"没有“{wanted.sheet}”这张表，只有：{names} / no such sheet")
        table = read_table(source, wanted.kind, sheet=wanted.sheet, remembered=remembered)
        mapping = _mapping(table, wanted, remembered)
        if wanted.dry_run:
            return _checked(looked, table, mapping, wanted, at)
        made = actions.keep(looked, by=wanted.by, at=at)
    actions.choose_mapping(made, mapping=mapping, by=wanted.by, at=at, table=table)
    return _written(made, wanted, at)


def _written(made: SheetImport, wanted: Wanted, at: datetime) -> Brought:
    counts = actions.check_rows(made, by=wanted.by, at=at).counts
    returned = place_of(made.returned)
    if returned.exists():
        shutil.copyfile(returned, wanted.returned)
    back = wanted.returned if returned.exists() else None
    if counts["wrong"] and not wanted.correct_only:
        return Brought(counts, returned=back)
    return Brought(
        counts, actions.import_rows(made, correct_only=wanted.correct_only, by=wanted.by, at=at), returned=back
    )


def _checked(looked: actions.Looked, table: Table, mapping: Mapping[int, str], wanted: Wanted, at: datetime) -> Brought:
    """As far as the preview, and nothing kept."""
    by = wanted.by
    asking = SheetImport(kind=wanted.kind.key, county_id=by.county_id, office_id=by.office_id)

    def already(digests: Collection[str]) -> set[str]:
        return ImportedRow.known(asking, digests)

    context = Context(by=by, unit=by.county_id, at=at)
    checked = check(table, mapping, wanted.kind, context, already=already)
    counts = checked.counts.as_dict()
    if not checked.faults and not checked.duplicates:
        return Brought(counts)
    with give_back(looked.file, looked.name, looked.inspected, table, checked).file as back:
        back.seek(0)
        with wanted.returned.open("wb") as target:
            shutil.copyfileobj(back, target)
    return Brought(counts, returned=wanted.returned)


def _mapping(table: Table, wanted: Wanted, remembered: Mapping[str, str]) -> dict[int, str]:
    """Position of a header → column. A guess is for people to confirm: on a page once, or here by name."""
    told = {header: _column(name, wanted.kind) for header, name in wanted.columns}
    if strangers := [header for header in told if header not in table.headers]:
        raise Refused(
            "project.import.no_header", f"表里没有这个表头：{'、'.join(strangers)} / no such header in the file"
        )
    matches = match(table.headers, wanted.kind, remembered)
    unsure = [f"--column {one.header}={_guess(one.column, wanted.kind)}" for one in matches if not one.sure]
    decided = [f"--column {header}=" for header in told]
    if open_ones := [words for words in unsure if not words.startswith(tuple(decided))]:
        raise Refused(
            "project.import.unsure",
            "这几个表头说不准，请逐个写明（等号后空着就不要这一列）/ say what these headers mean:\n  "
            + "\n  ".join(open_ones),
        )
    found = {one.position: told.get(one.header, one.column) for one in matches}
    return {position: column for position, column in found.items() if column}


def _guess(column: str, kind: SheetKind) -> str:
    return str(kind.column(column).label) if column else ""


def _column(name: str, kind: SheetKind) -> str:
    """A column by its key or its label."""
    if not name:
        return ""
    for column in kind.columns:
        if name in {column.key, str(column.label)}:
            return column.key
    known = "、".join(str(column.label) for column in kind.columns)
    raise Refused("project.import.no_column", f"没有“{name}”这一列，只有：{known} / no such column")
