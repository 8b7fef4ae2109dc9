"""Keep the list of people: add, correct, and note who has left."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.people import events, permissions
from sanxin.people.actions import claiming, indexing, invitations, posts
from sanxin.people.models import Person, Unit, User
from sanxin.people.rules import names


@action
def add(county: Unit, *, name: str, staff_number: str, by: Person | None, at: datetime, phone: str = "") -> Person:
    """Somebody new in this county. Refused when the staff number is taken."""
    permissions.check_may_manage(county.id, by)
    number = names.clean_name(staff_number, most=40, field="staff_number")
    _check_number_is_free(county, number)
    if not Person.objects.filter(county=county).exists():
        indexing.put_county(county, at=at)
    person = Person.objects.create(
        county=county, name=names.clean_name(name), staff_number=number, phone=names.clean_phone(phone)
    )
    indexing.put_persons([person], at=at)
    _record(events.PERSON_ADDED, person, by=by, at=at)
    return person


@action
def rename(
    person: Person,
    *,
    name: str,
    by: Person | None,
    at: datetime,
    staff_number: str | None = None,
    phone: str | None = None,
    seen: str | None = None,
) -> Person:
    """Correct name, staff number or phone; what is not given stays. The trail says that, never what it was.

    Overtaken where somebody has changed the person since `seen` (`claiming.seen_of`) was shown.
    """
    permissions.check_may_manage(person.county_id, by)
    person = claiming.claim(person, seen=seen)
    number = (
        person.staff_number if staff_number is None else names.clean_name(staff_number, most=40, field="staff_number")
    )
    told = (names.clean_name(name), number, person.phone if phone is None else names.clean_phone(phone))
    if told == (person.name, person.staff_number, person.phone):
        return person
    if number != person.staff_number:
        _check_number_is_free(person.county, number)
    person.name, person.staff_number, person.phone = told
    person.save(update_fields=["name", "staff_number", "phone"])
    indexing.put_persons([person], at=at)
    _record(events.PERSON_CORRECTED, person, by=by, at=at)
    return person


@action
def leave(person: Person, *, on: date, by: Person | None, at: datetime) -> Person:
    """The person's last day here is `on`: posts end with it, the account is closed, open invitations are void."""
    permissions.check_may_manage(person.county_id, by)
    permissions.check_not_oneself(person, by)
    if person.left_on is not None:
        raise Refused("people.person.left", _("已经登记为离开。"))
    posts.end_all(person, on=on)
    invitations.revoke_open(person, at=at)
    User.objects.filter(person=person).update(is_active=False)
    person.left_on = on
    person.save(update_fields=["left_on"])
    indexing.drop_persons([person])
    _record(events.PERSON_LEFT, person, by=by, at=at, on=on.isoformat())
    return person


@action
def see_phone(person: Person, *, reason: str, by: Person, at: datetime) -> str:
    """The whole phone number, for a reason that stays in the trail."""
    permissions.check_may_manage(person.county_id, by)
    if not reason.strip():
        raise Refused("people.person.no_reason", _("写明为什么要看。"), field="reason")
    _record(events.PHONE_SEEN, person, by=by, at=at, reason=reason.strip()[:200])
    return str(person.phone)


def _check_number_is_free(county: Unit, number: str) -> None:
    if Person.objects.filter(county=county, staff_number=number).exists():
        raise Refused("people.person.number_taken", _("这个工号已经登记过。"), field="staff_number")


def _record(name: str, person: Person, *, by: Person | None, at: datetime, **facts: str) -> None:
    record(name, county_id=person.county_id, by=by, at=at, about=[("people.person", person.id)], facts=facts)
