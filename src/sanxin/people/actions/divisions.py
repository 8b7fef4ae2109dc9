"""Import the published divisions: 44,000 units in bulk, and nothing at all when nothing has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import NIL
from sanxin.people import events, permissions
from sanxin.people.actions import indexing
from sanxin.people.divisions import Division, read_folder, within
from sanxin.people.models import Person, Unit

BATCH = 1_000


@dataclass(frozen=True)
class Imported:
    added: int
    renamed: int
    unchanged: int


@action
def import_divisions(
    source: Path | Sequence[Division], *, by: Person | None, at: datetime, only: str | None = None
) -> Imported:
    """Bring the tree in step with the list: new units are added, changed names taken over, nothing is removed.

    `only` is a code: that division, those above it and all below it. Only the command line (`by=None`) may.
    One event tells the counts; a list that changes nothing writes nothing, not even that.
    """
    permissions.check_may_manage(None, by)
    rows = read_folder(source) if isinstance(source, Path) else list(source)
    if only:
        rows = within(rows, only)
    known = {unit.code: unit for unit in Unit.objects.filter(code__in=_codes(rows)).order_by()}
    added, renamed = _compare(rows, known)
    if not added and not renamed:
        return Imported(0, 0, len(rows))
    Unit.objects.bulk_create(added, batch_size=BATCH)
    Unit.objects.bulk_update(renamed, ["name"], batch_size=BATCH)
    indexing.put_units_of_counties_in_use([*added, *renamed], at=at)
    done = Imported(len(added), len(renamed), len(rows) - len(added) - len(renamed))
    record(events.UNITS_IMPORTED, county_id=NIL, by=by, at=at, about=[], facts=vars(done))
    return done


def _codes(rows: Sequence[Division]) -> Iterable[str]:
    """A whole country's codes are too many for one question: then all division codes are read."""
    if len(rows) <= BATCH:
        return [row.code for row in rows]
    return Unit.objects.order_by().values_list("code", flat=True)


def _compare(rows: Sequence[Division], known: dict[str, Unit]) -> tuple[list[Unit], list[Unit]]:
    """Units to add (tops first) and units whose name has changed. `known` grows by those added."""
    added: list[Unit] = []
    renamed: list[Unit] = []
    for row in rows:
        unit = known.get(row.code)
        if unit is None:
            parent = next((known[code] for code in row.above if code in known), None)
            unit = Unit(code=row.code, name=row.name, level=row.level, parent=parent).settle()
            known[row.code] = unit
            added.append(unit)
        elif unit.name != row.name:
            unit.name = row.name
            renamed.append(unit)
    return added, renamed
