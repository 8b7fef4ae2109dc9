"""Rows made ready before the transaction, and written in it as fast as the database takes them."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sanxin.kernel import bulk
from sanxin.kernel.models.sheet_import import ImportedRow, SheetImport
from sanxin.kernel.search import Ahead
from sanxin.kernel.sheets.checking import BATCH, Progress
from sanxin.kernel.sheets.kinds import Applied, Apply, SheetKind, Write
from sanxin.kernel.sheets.rows import Row


class Ready:
    """All that is left to do of an import: `write` the rows, then `claim` them so that nobody writes them again."""

    def __init__(self, write: Write, made: SheetImport, rows: Sequence[Row]) -> None:
        self.write = write
        claims = [
            ImportedRow(office_id=made.scope, kind=made.kind, digest=digest, sheet_import_id=made.id)
            for digest in sorted(row.digest for row in rows)  # in order: an index grows fastest at its end
        ]
        self._digests = [claim.digest for claim in claims]
        self._claims = bulk.values_of(ImportedRow, claims)

    def claim(self, taken: Collection[str]) -> int:
        """How many rows were nobody's but ours."""
        ours = zip(self._digests, self._claims, strict=True)
        claims = [claim for digest, claim in ours if digest not in taken] if taken else self._claims
        bulk.insert(ImportedRow, claims)
        return len(claims)


@contextmanager
def ready_to_write(
    kind: SheetKind, made: SheetImport, rows: Sequence[Row], *, by: Any, at: datetime, progress: Progress | None
) -> Iterator[Ready]:
    """What a kind prepares; for one that only applies, its batches with the words of their texts cut beforehand."""
    if kind.prepare:
        with kind.prepare(rows, by=by, at=at) as write:
            ready = Ready(write, made, rows)
            del rows
            yield ready
        return
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    with Ahead() as ahead:
        for batch in batches:
            ahead.read(value for row in batch for value in row.values.values() if isinstance(value, str))
        yield Ready(_in_batches(kind.apply, batches, ahead, by=by, at=at, progress=progress), made, rows)


def _in_batches(
    apply: Apply, batches: Sequence[Sequence[Row]], ahead: Ahead, *, by: Any, at: datetime, progress: Progress | None
) -> Write:
    def write(taken: Collection[str]) -> Applied:
        done, seen, total = Applied(), 0, sum(map(len, batches))
        for batch in batches:
            fresh = [row for row in batch if row.digest not in taken]
            with ahead.next_batch():
                done += apply(fresh, by=by, at=at) if fresh else Applied()
            seen += len(batch)
            if progress:
                progress(seen, total)
        return done

    return write
