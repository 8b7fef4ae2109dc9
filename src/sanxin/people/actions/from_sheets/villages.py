"""Villages and communities from a sheet, each under its township."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people import events, permissions
from sanxin.people.actions import indexing
from sanxin.people.actions.from_sheets.units import Written
from sanxin.people.models import Level, Person, Unit

FOLLOWED = ("code", "latitude", "longitude")


@dataclass(frozen=True)
class VillageRow:
    name: str
    town: str
    code: str
    longitude: float | None = None
    latitude: float | None = None


@action
def write_villages(rows: Sequence[VillageRow], *, by: Person, at: datetime) -> Written:
    """Add villages that are new, follow code and place of those that are known (by township and name)."""
    permissions.check_may_manage(by.county_id, by)
    places = list(Unit.objects.places().in_use().filter(county=by.county_id))
    towns = {unit.name: unit for unit in places if unit.level == Level.TOWNSHIP}
    known = {(unit.parent_id, unit.name): unit for unit in places if unit.level == Level.VILLAGE}
    added: list[Unit] = []
    updated: list[Unit] = []
    for row in rows:
        town = towns[row.town]
        unit = known.get((town.pk, row.name))
        if unit is None:
            added.append(_new(row, town))
        elif _follow(unit, row):
            updated.append(unit)
    _write(added, updated, by=by, at=at)
    return Written(len(added), len(updated), len(rows) - len(added) - len(updated))


def _new(row: VillageRow, town: Unit) -> Unit:
    place = {"longitude": row.longitude, "latitude": row.latitude}
    return Unit(parent=town, name=row.name, level=Level.VILLAGE, code=row.code, **place).settle()


def _follow(unit: Unit, row: VillageRow) -> bool:
    """Whether something the sheet tells differs; what it leaves empty stays."""
    before = [getattr(unit, field) for field in FOLLOWED]
    for field in FOLLOWED:
        if (told := getattr(row, field)) not in (None, ""):
            setattr(unit, field, told)
    if [getattr(unit, field) for field in FOLLOWED] == before:
        return False
    unit.settle()
    return True


def _write(added: list[Unit], updated: list[Unit], *, by: Person, at: datetime) -> None:
    if not added and not updated:
        return
    Unit.objects.bulk_create(added)
    Unit.objects.bulk_update(updated, [*FOLLOWED, "path"])
    indexing.put_units([*added, *updated], at=at)
    record(
        events.UNITS_FROM_SHEET,
        county_id=by.county_id,
        by=by,
        at=at,
        about=[(indexing.UNIT, unit.id) for unit in [*added, *updated]],
        facts={"added": len(added), "updated": len(updated)},
    )
