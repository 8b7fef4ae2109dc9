"""The number an office gives out."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.people.models import Person, Unit
from sanxin.public import events
from sanxin.public.models import PublishedPhone
from sanxin.public.permissions import bulletins as permissions
from sanxin.public.rules import phones as rules


@action
def publish_phone(office: Unit, *, number: str, hours: str = "", by: Person, at: datetime) -> PublishedPhone:
    """From now on this one stands on the public pages and may stand in bulletins; empty: none."""
    permissions.check_may_keep_phone(by, office.id)
    number, hours = number.strip(), hours.strip()
    rules.check_phone(number, hours)
    locked(Unit.objects.filter(pk=office.pk)).get()  # two at once take turns
    now = PublishedPhone.objects.now_of(office.id)
    rules.check_changes((now.number, now.hours) if now else ("", ""), (number, hours))
    row = PublishedPhone.objects.create(office=office, number=number, hours=hours, by=by, at=at)
    assert office.county_id is not None
    name = events.PHONE_SET if number else events.PHONE_DROPPED
    facts = {"number": number} if number else {}
    record(name, county_id=office.county_id, by=by, at=at, about=[("people.unit", office.id)], facts=facts)
    return row
