"""The number an office gives out."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person, Unit
from sanxin.public import events
from sanxin.public.models import PublishedPhone
from sanxin.public.permissions import bulletins as permissions
from sanxin.public.rules import phones as rules


@action
def publish_phone(
    office: Unit, *, number: str, hours: str = "", seen: UUID | None, by: Person, at: datetime
) -> PublishedPhone:
    """From now on this one stands on the public pages and may stand in bulletins; empty: none.

    `seen`: the row that was in force when the form was opened.
    """
    permissions.check_may_keep_phone(by, office.id)
    number, hours = number.strip(), hours.strip()
    rules.check_phone(number, hours)
    locked(Unit.objects.filter(pk=office.pk)).get()  # two at once take turns
    newest = PublishedPhone.objects.of(office.id).first()
    if (newest.id if newest else None) != seen:
        raise Overtaken("public.phone.overtaken", _("同事刚改过这个电话，没有存您的改动。请看过新的再改。"))
    now = PublishedPhone.objects.now_of(office.id)
    rules.check_changes((now.number, now.hours) if now else ("", ""), (number, hours))
    row = PublishedPhone.objects.create(office=office, number=number, hours=hours, by=by, at=at)
    assert office.county_id is not None
    name = events.PHONE_SET if number else events.PHONE_DROPPED
    facts = {"number": number} if number else {}
    record(name, county_id=office.county_id, by=by, at=at, about=[("people.unit", office.id)], facts=facts)
    return row
