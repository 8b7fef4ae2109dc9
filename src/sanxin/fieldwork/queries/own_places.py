"""The few villages and members one keeps contact with: all that a phone may store of the county."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.fieldwork.models import Visit
from sanxin.kernel import clock
from sanxin.people.models import Level, Person, Unit
from sanxin.service.models import Member
from sanxin.service.queries.keepings import kept_by

LATELY = timedelta(days=180)
"""Where one has been within half a year is offered too."""
MOST_LATELY = 12


@dataclass(frozen=True)
class OwnPlaces:
    villages: list[Unit]
    """The own ones first in the order of the tree, with their townships."""
    members: list[Member]
    """Those one keeps contact with, masked wherever they are shown."""
    last: Unit | None
    """Where one was last."""

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(str(unit.id), label_of(unit)) for unit in self.villages]

    @property
    def member_choices(self) -> list[tuple[str, str]]:
        return [(str(member.id), f"{member.where} {member.masked}") for member in self.members]


def own_places(person: Person) -> OwnPlaces:
    """Four queries."""
    members = list(Member.objects.visible_to(person).current().filter(contact=person).select_related("village__parent"))
    lately = _lately(person)
    ids = assigned_to(person) | {member.village_id for member in members} | set(lately)
    rows = Unit.objects.in_use().filter(level__in=[Level.VILLAGE, Level.TOWNSHIP])
    villages = list(rows.filter(pk__in=ids, county__in=person.sight.counties).select_related("parent"))
    last = next((unit for unit in villages if lately and unit.id == lately[0]), None)
    return OwnPlaces(villages, members, last)


def own_villages(person: Person) -> list[Unit]:
    """Those one is answerable for: assigned, or a member's; a place visited once does not become one's own."""
    kept = Member.objects.visible_to(person).current().filter(contact=person)
    ids = assigned_to(person) | set(kept.values_list("village_id", flat=True))
    rows = Unit.objects.in_use().filter(level__in=[Level.VILLAGE, Level.TOWNSHIP])
    return list(rows.filter(pk__in=ids, county__in=person.sight.counties).select_related("parent"))


def assigned_to(person: Person) -> set[UUID]:
    """The villages of a liaison's posts, and those one keeps contact with today."""
    return set(person.sight.liaison_places) | set(kept_by(person, clock.today()).villages)


def label_of(unit: Unit) -> str:
    """洪岩镇 竹坑村. Ask for the parent beforehand."""
    town = unit.parent
    return f"{town} {unit}" if town is not None and not town.is_division else str(unit)


def where_words(place: Unit | None, words: str) -> str:
    return " ".join(part for part in (label_of(place) if place else "", words) if part) or _("别的地方")


def _lately(person: Person) -> list[UUID]:
    """Latest first, each once."""
    rows = Visit.objects.filter(officer=person, on__gte=clock.today() - LATELY).exclude(place=None)
    found = rows.order_by("-on", "-born_at").values_list("place_id", flat=True)[:100]
    return list(dict.fromkeys(one for one in found if one))[:MOST_LATELY]
