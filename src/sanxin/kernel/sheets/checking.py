"""Every row of a table checked: what may be written, what is wrong and why, what repeats itself."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice

from sanxin.kernel.sheets.cells import CellError, Parser, parser_for
from sanxin.kernel.sheets.columns import Cell, Context, Value
from sanxin.kernel.sheets.kinds import SheetKind
from sanxin.kernel.sheets.reading import SourceRow, Table
from sanxin.kernel.sheets.rows import Duplicate, Fault, Row, digest_of, sealed

#: Rows handed to a kind, and to the database, at a time.
BATCH = 1_000

#: Told after each batch: rows done, rows there are.
Progress = Callable[[int, int], None]
#: Of these digests, those that an earlier import has written.
AlreadyKnown = Callable[[Sequence[str]], Collection[str]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a preview says in numbers. `read` is the sum of all others but `notes`."""

    read: int = 0
    ready: int = 0
    wrong: int = 0
    duplicates: int = 0
    known: int = 0
    notes: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(slots=True)
class Checked:
    """The outcome of a check. `faults` go by row number; `known` are numbers of rows an earlier import has written."""

    rows: list[Row] = field(default_factory=list)
    faults: dict[int, list[Fault]] = field(default_factory=dict)
    duplicates: list[Duplicate] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    read: int = 0
    notes: int = 0

    @property
    def counts(self) -> Counts:
        wrong, twice = len(self.faults), len(self.duplicates)
        return Counts(self.read, len(self.rows), wrong, twice, len(self.known), self.notes)

    def sentences(self) -> dict[int, str]:
        """Row number → everything wrong with it, in one text."""
        return {number: "；".join(fault.sentence for fault in faults) for number, faults in self.faults.items()}


def check(
    table: Table,
    mapping: Mapping[int, str],
    kind: SheetKind,
    context: Context,
    *,
    already: AlreadyKnown | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Check all rows. `mapping` is position → column key and must hold every required column."""
    checked, reader = Checked(), _RowReader(mapping, kind, context)
    firsts: dict[str, int] = {}
    for batch in in_batches(table.rows(), BATCH):
        sound = [row for row in map(reader.read, batch) if row is not None]
        rest = _without_repeats(sound, firsts, checked)
        for fault in kind.check_rows(rest, context) if rest else ():
            reader.faults.setdefault(fault.number, []).append(fault)
        rest = [row for row in rest if row.number not in reader.faults]
        checked.rows += _without_known(rest, already, checked)
        checked.read += len(batch)
        if progress:
            progress(checked.read, max(table.height, checked.read))
    checked.faults, checked.notes = dict(sorted(reader.faults.items())), len(table.notes)
    return checked


def in_batches(rows: Iterator[SourceRow], size: int) -> Iterator[list[SourceRow]]:
    """Rows in lists of at most `size`."""
    while batch := list(islice(rows, size)):
        yield batch


class _RowReader:
    """Turns cells into values for one file; keeps the faults it meets."""

    def __init__(self, mapping: Mapping[int, str], kind: SheetKind, context: Context) -> None:
        self._kind = kind.key
        self._identity = kind.identity
        self._parsers: list[tuple[int, str, Parser]] = [
            (position, key, parser_for(kind.column(key), context)) for position, key in mapping.items()
        ]
        self._absent: dict[str, Value] = {
            column.key: None for column in kind.columns if column.key not in mapping.values()
        }
        self.faults: dict[int, list[Fault]] = {}

    def read(self, source: SourceRow) -> Row | None:
        """The understood row, or None after noting what is wrong."""
        number, cells = source
        values = dict(self._absent)
        for position, key, parse in self._parsers:
            cell: Cell = cells[position] if position < len(cells) else None
            try:
                values[key] = parse(cell)
            except CellError as error:
                self.faults.setdefault(number, []).append(Fault(number, str(error), key))
        if number in self.faults:
            return None
        digest = digest_of(self._kind, values)
        if not self._identity:
            return Row(number, values, digest, sealed(digest))
        return Row(number, values, digest_of(self._kind, {key: values[key] for key in self._identity}), sealed(digest))


def _without_repeats(rows: list[Row], firsts: dict[str, int], checked: Checked) -> list[Row]:
    fresh: list[Row] = []
    for row in rows:
        first = firsts.setdefault(row.identity, row.number)
        if first == row.number:
            fresh.append(row)
        else:
            checked.duplicates.append(Duplicate(row.number, first))
    return fresh


def _without_known(rows: list[Row], already: AlreadyKnown | None, checked: Checked) -> list[Row]:
    if not already or not rows:
        return rows
    known = already([row.digest for row in rows])
    checked.known += [row.number for row in rows if row.digest in known]
    return [row for row in rows if row.digest not in known]
