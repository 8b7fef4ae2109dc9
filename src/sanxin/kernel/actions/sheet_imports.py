"""Bring a sheet in: upload, confirm the columns, check, write. One event a verb, and never what the rows say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel import bulk
from sanxin.kernel.actions import action
from sanxin.kernel.attachments.store import place_of, put
from sanxin.kernel.events import Actor, record
from sanxin.kernel.locks import locked
from sanxin.kernel.models.sheet_import import ImportedRow, SheetCheck, SheetImport, SheetMapping, SheetWriting
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.sheets import events
from sanxin.kernel.sheets.checking import Checked, Progress, check
from sanxin.kernel.sheets.columns import Context
from sanxin.kernel.sheets.kinds import SheetKind, kind_of
from sanxin.kernel.sheets.matching import missing, to_remember
from sanxin.kernel.sheets.reading import Table, read_table
from sanxin.kernel.sheets.ready import Ready, ready_to_write
from sanxin.kernel.sheets.safety import Inspected, inspect
from sanxin.kernel.sheets.samples import Samples, samples_of
from sanxin.kernel.sheets.source import open_source
from sanxin.kernel.words import listed

#: Wrong rows shown on the page; the returned file has them all.
SHOWN_WRONG = 30
CHUNK = 1024**2
KEPT = timedelta(days=7)
"""How long an uploaded file is kept: long enough to mend its wrong rows, not longer (PIPL 19)."""


class Importer(Actor, Protocol):
    """Somebody who brings sheets in; a Person is one."""

    @property
    def county_id(self) -> UUID: ...
    @property
    def office_id(self) -> UUID | None: ...


@dataclass(frozen=True)
class Looked:
    """A file in which a table was found, not kept yet."""

    file: BinaryIO
    name: str
    kind: SheetKind
    inspected: Inspected
    table: Table


def look_at(file: BinaryIO, name: str, *, kind: SheetKind, by: Importer) -> Looked:
    """Find a file's table; nothing is written. Refused: not this person's kind, or any of `kernel.sheets.*`."""
    check_may_import(kind, by)
    inspected = inspect(file, name)
    remembered = SheetMapping.remembered(by.county_id, kind.key)
    table = read_table(open_source(file, inspected, name), kind, remembered=remembered)
    return Looked(file, name, kind, inspected, table)


@action
def keep(looked: Looked, *, by: Importer, at: datetime) -> SheetImport:
    """Keep a file that was looked at, as the beginning of an import."""
    made = SheetImport(
        kind=looked.kind.key,
        name=looked.name[-200:],
        format=looked.inspected.format,
        cells=looked.inspected.cells,
        county_id=by.county_id,
        office_id=by.office_id,
        made_by_id=by.id,
        made_by_name=by.name,
        made_at=at,
        sheet=looked.table.sheet,
    )
    looked.file.seek(0)
    put(iter(lambda: looked.file.read(CHUNK), b""), name=made.stored)
    made.save(force_insert=True)
    _record(events.SHEET_UPLOADED, made, by=by, at=at, what=looked.kind.key)
    return made


def upload(file: BinaryIO, name: str, *, kind: SheetKind, by: Importer, at: datetime) -> SheetImport:
    """Look at a file and keep it."""
    return keep(look_at(file, name, kind=kind, by=by), by=by, at=at)


@action
def choose_mapping(
    sheet_import: SheetImport, *, mapping: Mapping[int, str], by: Importer, at: datetime, table: Table | None = None
) -> SheetImport:
    """Confirm which column is which, and remember it for the county; an earlier check is void.

    `table` is the one the person looked at, if it has been opened already; it may stand on another sheet.
    Refused: a required column has no header, two headers mean one column, the rows are written already.
    """
    kind = kind_of(sheet_import.kind)
    check_may_import(kind, by)
    _check_not_written(sheet_import)
    if lacking := missing(mapping, kind):
        names = listed(f"“{column.label}”" for column in lacking)
        raise Refused("kernel.sheets.column_missing", _("还没有指出哪一列是%(names)s") % {"names": names})
    if len(set(mapping.values())) != len(mapping):
        raise Refused("kernel.sheets.column_twice", _("同一项内容只能对应一列"))
    table = table or open_table(sheet_import)[0]
    sheet_import.sheet = table.sheet
    sheet_import.mapping = {str(position): key for position, key in mapping.items()}
    sheet_import.save(update_fields=["sheet", "mapping"])
    sheet_import.checks.all().delete()
    _remember(sheet_import, kind, table, mapping)
    _record(events.SHEET_MAPPED, sheet_import, by=by, at=at, columns=len(mapping))
    return sheet_import


def check_rows(
    sheet_import: SheetImport, *, by: Importer, at: datetime, progress: Progress | None = None
) -> SheetCheck:
    """Check every row and prepare the file that goes back. Reads for seconds, hence writes only at its end."""
    kind = kind_of(sheet_import.kind)
    check_may_import(kind, by)
    table, checked = _read(sheet_import, kind, by=by, at=at, progress=progress)
    _discard(sheet_import.returned)
    whole = True
    if checked.faults or checked.duplicates:
        from sanxin.kernel.sheets.returning import give_back  # openpyxl, needed here alone, takes long to load

        with kept_file(sheet_import) as file:
            returned = give_back(file, sheet_import.name, sheet_import.inspected, table, checked)
        with returned.file as back:
            put(iter(lambda: back.read(CHUNK), b""), name=sheet_import.returned)
        whole = returned.whole
    context = Context(by=by, unit=sheet_import.county_id, at=at)
    samples = samples_of(kind, sheet_import.positions.values(), checked.rows, context)
    return _keep_check(sheet_import, checked, samples, whole=whole, by=by, at=at)


@action
def _keep_check(
    sheet_import: SheetImport, checked: Checked, samples: Samples, *, whole: bool, by: Importer, at: datetime
) -> SheetCheck:
    counts = checked.counts.as_dict()
    from sanxin.kernel.sheets.returning import reasons_of

    shown = list(reasons_of(checked).items())[:SHOWN_WRONG]
    made = SheetCheck.objects.create(
        sheet_import=sheet_import,
        at=at,
        counts=counts,
        first_wrong=json.dumps(shown, ensure_ascii=False),
        samples=json.dumps(samples, ensure_ascii=False),
        returned_whole=whole,
    )
    _record(events.SHEET_CHECKED, sheet_import, by=by, at=at, **counts)
    return made


def import_rows(
    sheet_import: SheetImport,
    *,
    correct_only: bool,
    by: Importer,
    at: datetime,
    checking: Progress | None = None,
    progress: Progress | None = None,
) -> SheetWriting:
    """Write the rows, all or none. Refused: not checked, written already, or wrong rows without `correct_only`.

    Rows are read and checked again first: what they refer to may have changed since the preview.
    All that takes time is done before the transaction: meanwhile others write.
    """
    check_may_write(sheet_import, correct_only=correct_only, by=by)
    kind, last = kind_of(sheet_import.kind), ImportedRow.last(sheet_import)
    _table, checked = _read(sheet_import, kind, by=by, at=at, progress=checking)
    if checked.faults and not correct_only:
        raise _wrong_rows(len(checked.faults))
    with ready_to_write(kind, sheet_import, checked.rows, by=by, at=at, progress=progress) as ready, bulk.roomy():
        checked.rows = []  # what is ready holds what it needs; the database wants the memory
        return _write(sheet_import, ready, correct_only=correct_only, read=checked.read, last=last, by=by, at=at)


@action
def _write(
    sheet_import: SheetImport, ready: Ready, *, correct_only: bool, read: int, last: int, by: Importer, at: datetime
) -> SheetWriting:
    locked(SheetMapping.objects.filter(county_id=sheet_import.county_id, kind=sheet_import.kind)).get()  # take turns
    _check_not_written(sheet_import)
    taken = ImportedRow.since(sheet_import, last)
    done, seen = ready.write(taken), ready.claim(taken)
    written = SheetWriting.objects.create(
        sheet_import=sheet_import,
        at=at,
        correct_only=correct_only,
        added=done.added,
        updated=done.updated,
        unchanged=done.unchanged,
        left_out=read - seen,
    )
    facts = {"added": done.added, "updated": done.updated, "left_out": written.left_out, "what": sheet_import.kind}
    _record(events.SHEET_IMPORTED, sheet_import, by=by, at=at, **facts)
    return written


def open_table(sheet_import: SheetImport, sheet: str = "") -> tuple[Table, list[str]]:
    """The table of a kept file, and the names of all sheets one may choose."""
    kind = kind_of(sheet_import.kind)
    remembered = SheetMapping.remembered(sheet_import.county_id, kind.key)
    with kept_file(sheet_import) as file:
        source = open_source(file, sheet_import.inspected, sheet_import.name)
    return read_table(source, kind, sheet=sheet or sheet_import.sheet, remembered=remembered), source.names()


def check_may_write(sheet_import: SheetImport, *, correct_only: bool, by: Importer) -> None:
    """Raises what `import_rows` would, as far as the last check can tell."""
    check_may_import(kind_of(sheet_import.kind), by)
    _check_not_written(sheet_import)
    last = sheet_import.last_check()
    if last is None:
        raise Refused("kernel.sheets.not_checked", _("请先检查各行，再导入"))
    if last.count("wrong") and not correct_only:
        raise _wrong_rows(last.count("wrong"))


def _wrong_rows(count: int) -> Refused:
    says = _("有%(count)d行有错，请改好后再导入，或只导入正确的行")
    return Refused("kernel.sheets.wrong_rows", says % {"count": count})


def check_may_import(kind: SheetKind, by: Importer) -> None:
    """Raises NotAllowed for a kind this person may not import."""
    if not kind.may_import(by):
        raise NotAllowed("kernel.sheets.not_allowed", _("您没有导入“%(what)s”的权限") % {"what": str(kind.label)})


def _read(
    sheet_import: SheetImport, kind: SheetKind, *, by: Importer, at: datetime, progress: Progress | None
) -> tuple[Table, Checked]:
    if sheet_import.mapping is None:
        raise Refused("kernel.sheets.not_mapped", _("请先确认各列"))
    table, _names = open_table(sheet_import)
    context = Context(by=by, unit=sheet_import.county_id, at=at)

    def already(digests: Any) -> set[str]:
        return ImportedRow.known(sheet_import, digests)

    return table, check(table, sheet_import.positions, kind, context, already=already, progress=progress)


def _check_not_written(sheet_import: SheetImport) -> None:
    if sheet_import.writing():
        raise Refused("kernel.sheets.written", _("这个文件已经导入过了"))


def _remember(sheet_import: SheetImport, kind: SheetKind, table: Table, mapping: Mapping[int, str]) -> None:
    decided = to_remember(table.headers, mapping)
    kept, _new = SheetMapping.objects.get_or_create(county_id=sheet_import.county_id, kind=kind.key)
    kept.headers = {**kept.headers, **decided}
    kept.save(update_fields=["headers"])


def _record(name: str, sheet_import: SheetImport, *, by: Importer, at: datetime, **facts: Any) -> None:
    about = [("kernel.sheet_import", sheet_import.id)]
    record(name, county_id=sheet_import.county_id, by=by, at=at, about=about, facts=facts)


def kept_file(sheet_import: SheetImport) -> BinaryIO:
    """The file as it came. Refused once its time is over."""
    try:
        return place_of(sheet_import.stored).open("rb")
    except FileNotFoundError as gone:
        words = _("这个文件过了 {days} 天保留期，已经删掉，请重新上传。").format(days=KEPT.days)
        raise Refused("kernel.sheets.gone", words) from gone


def forget_files(before: datetime) -> int:
    """Delete uploaded and returned files of imports made earlier: they hold names and phones in the clear.

    What was written from them stays, and so does the row that says what was brought in.
    """
    forgotten = 0
    for made in SheetImport.objects.filter(made_at__lt=before - KEPT).iterator():
        forgotten += place_of(made.stored).exists()
        _discard(made.stored)
        _discard(made.returned)
        made.checks.exclude(samples="").update(samples="")
    return forgotten


def _discard(name: str) -> None:
    place_of(name).unlink(missing_ok=True)
