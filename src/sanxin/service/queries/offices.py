"""Whose desk a new voice can be put on, and which county that lies in."""

from uuid import UUID

from sanxin.kernel import clock
from sanxin.kernel.roles import DESK
from sanxin.people.models import Level, Person, Post, Unit


def offices_hearing(person: Person) -> list[Unit]:
    """The person's own desks; for a liaison, the county's departments where somebody sits at the desk."""
    if person.sight.desk_offices:
        return list(Unit.objects.filter(pk__in=person.sight.desk_offices))
    at_desk = Post.objects.on(clock.today()).filter(role__in=DESK).values("unit__office")
    return list(Unit.objects.filter(pk__in=at_desk, county__in=person.sight.counties, level=Level.OFFICE))


def county_of(office: Unit) -> UUID:
    """An office lies in a county; only divisions above it do not."""
    assert office.county_id is not None
    return office.county_id
