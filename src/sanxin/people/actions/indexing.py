"""Keep the search index in step with names of units and people, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from sanxin.kernel import search
from sanxin.people.models import Person, Unit

UNIT, PERSON = "people.unit", "people.person"


def put_units(units: Iterable[Unit], *, at: datetime) -> None:
    search.put_many(entry_of_unit(unit, at) for unit in units if unit.county_id)


def put_units_of_counties_in_use(units: Iterable[Unit], *, at: datetime) -> None:
    """A country has 44,000 units; only counties where somebody works with the system need to be searched."""
    in_use = set(Person.objects.order_by().values_list("county_id", flat=True).distinct())
    put_units((unit for unit in units if unit.county_id in in_use), at=at)


def put_county(county: Unit, *, at: datetime) -> None:
    """All units of a county, when its first person is added."""
    put_units(Unit.objects.in_use().filter(county=county), at=at)


def drop_units(units: Iterable[Unit]) -> None:
    search.drop(UNIT, *(unit.id for unit in units))


def put_persons(persons: Iterable[Person], *, at: datetime) -> None:
    search.put_many(entry_of_person(person, at) for person in persons)


def drop_persons(persons: Iterable[Person]) -> None:
    search.drop(PERSON, *(person.id for person in persons))


def entry_of_unit(unit: Unit, at: datetime) -> search.Entry:
    assert unit.county_id is not None
    title = f"{unit.name} {unit.short_name}".strip()
    return search.Entry(UNIT, unit.id, unit.county_id, None, title, "", at)


def entry_of_person(person: Person, at: datetime) -> search.Entry:
    """The name alone: neither number nor phone is to be found."""
    return search.Entry(PERSON, person.id, person.county_id, None, person.name, "", at)
