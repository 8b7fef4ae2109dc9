"""Who is on the list, who can keep contact, and how a typed name finds them."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from uuid import UUID

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.roles import DESK
from sanxin.people.models import Person, Unit
from sanxin.people.models.person import PersonQuerySet
from sanxin.people.queries.pickers import people_of_offices
from sanxin.service.models import Member


def desks_of(person: Person) -> list[Unit]:
    """Offices for which the person may register somebody."""
    return list(Unit.objects.filter(pk__in=person.sight.desk_offices))


def headed_desk(person: Person) -> Unit | None:
    """The office whose list this section head brings in; with several, the first in the tree."""
    return Unit.objects.filter(pk__in=person.sight.headed_offices).first()


def contacts_at(office: Unit | UUID) -> PersonQuerySet:
    """Who can keep contact: those who work at the desk today."""
    return people_of_offices([office], roles=DESK)


def contacts_under(head: Person) -> PersonQuerySet:
    """Everybody a section head can name; nobody for those who head nothing."""
    return people_of_offices(head.sight.headed_offices, roles=DESK)


def events_of(member: Member) -> list[Event]:
    """Its own story and the import it came with."""
    return timeline(member.id, *([member.batch_id] if member.batch_id else []))


@dataclass
class Contacts:
    """People of one desk by number or name; read once a sheet."""

    office: Unit | None

    @cached_property
    def people(self) -> list[Person]:
        return list(contacts_at(self.office)) if self.office else []

    def named(self, typed: str) -> list[Person]:
        """Whose staff number it is; else all of that name."""
        by_number = [person for person in self.people if person.staff_number == typed]
        return by_number or [person for person in self.people if person.name == typed]

    def near(self, typed: str) -> str:
        names = [person.name for person in self.people]
        return next(iter(get_close_matches(typed, names, n=1, cutoff=0.6)), "")
