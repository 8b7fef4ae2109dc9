"""Names other forms offer to choose from: people of offices, offices and places of a county. One query each."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sanxin.kernel import clock
from sanxin.kernel.roles import WORKERS, Role
from sanxin.people.models import Person, Post, Unit
from sanxin.people.models.person import PersonQuerySet
from sanxin.people.models.unit import UnitQuerySet


def people_of_offices(
    offices: Iterable[UUID | Unit], *, roles: frozenset[Role] = WORKERS, on: date | None = None
) -> PersonQuerySet:
    """Who holds one of these roles at these offices (or below them) that day, by name; administrators lead no work."""
    ids = [office.id if isinstance(office, Unit) else office for office in offices]
    posts = Post.objects.on(on or clock.today()).filter(unit__office__in=ids, role__in=roles)
    return Person.objects.active().filter(pk__in=posts.values("person")).order_by("name", "staff_number")


def offices_of(county: UUID | Unit) -> UnitQuerySet:
    """Who can be asked to do something: departments first, then townships and villages."""
    return _of(county).offices().order_by("level", "order", "path")


def departments_of(county: UUID | Unit) -> UnitQuerySet:
    return _of(county).filter(level="office").order_by("order", "path")


def places_of(county: UUID | Unit) -> UnitQuerySet:
    """Townships, each followed by its villages."""
    return _of(county).places().select_related("parent").order_by("path")


def _of(county: UUID | Unit) -> UnitQuerySet:
    return Unit.objects.in_use().filter(county=county.id if isinstance(county, Unit) else county)
