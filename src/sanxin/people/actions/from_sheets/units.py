"""Offices and their sections from a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.counters import draw
from sanxin.kernel.events import record
from sanxin.people import events, permissions
from sanxin.people.actions import indexing
from sanxin.people.models import Level, Person, Unit


@dataclass(frozen=True)
class UnitRow:
    """An office, or with `section` one of its sections."""

    office: str
    section: str = ""
    short_name: str = ""
    code: str = ""


@dataclass(frozen=True)
class Written:
    added: int = 0
    updated: int = 0
    unchanged: int = 0


@action
def write_units(rows: Sequence[UnitRow], *, by: Person, at: datetime) -> Written:
    """Add what is new under the administrator's county, follow changed short names.

    An office that is only named by its sections is made for them.
    """
    county = Unit.objects.get(pk=by.county_id)
    permissions.check_may_manage(county.id, by)
    book = _Book(county)
    outcomes = [book.put_row(row) for row in rows]
    book.write(by, at)
    return Written(outcomes.count("added"), outcomes.count("updated"), outcomes.count("unchanged"))


class _Book:
    """The county's own units by place in the tree, and what has to be written."""

    def __init__(self, county: Unit) -> None:
        self.county = county
        own = Unit.objects.in_use().filter(county=county, level__in=[Level.OFFICE, Level.SECTION])
        self.known = {(unit.parent_id, unit.name): unit for unit in own}
        self.added: list[Unit] = []
        self.updated: dict[Unit, None] = {}

    def put_row(self, row: UnitRow) -> str:
        """What became of it: added, updated or unchanged."""
        before = (len(self.added), len(self.updated))
        if row.section:
            office = self._put(self.county, row.office, Level.OFFICE, UnitRow(row.office))
            self._put(office, row.section, Level.SECTION, row)
        else:
            self._put(self.county, row.office, Level.OFFICE, row)
        if len(self.added) > before[0]:
            return "added"
        return "updated" if len(self.updated) > before[1] else "unchanged"

    def _put(self, parent: Unit, name: str, level: Level, row: UnitRow) -> Unit:
        unit = self.known.get((parent.pk, name))
        if unit is None:
            unit = Unit(parent=parent, name=name, level=level, code=row.code, short_name=row.short_name)
            self.known[(parent.pk, name)] = unit
            self.added.append(unit)
        elif row.short_name and row.short_name != unit.short_name:
            unit.short_name = row.short_name
            if unit not in self.added:
                self.updated[unit] = None
        return unit

    def write(self, by: Person, at: datetime) -> None:
        self._number()
        for unit in self.added:  # parents stand before their sections
            unit.settle()
        Unit.objects.bulk_create(self.added)
        Unit.objects.bulk_update(self.updated, ["short_name"])
        changed = [*self.added, *self.updated]
        if changed:
            indexing.put_units(changed, at=at)
            counts = {"added": len(self.added), "updated": len(self.updated)}
            about = [(indexing.UNIT, unit.id) for unit in changed]
            record(events.UNITS_FROM_SHEET, county_id=self.county.id, by=by, at=at, about=about, facts=counts)

    def _number(self) -> None:
        without = [unit for unit in self.added if not unit.code]
        if without:
            first = draw(self.county.id, "people.unit", 0, many=len(without))
            for number, unit in enumerate(without, start=first):
                unit.code = f"{self.county.code}-U{number}"
