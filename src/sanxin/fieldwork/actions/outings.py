"""An officer moves a visit of the month to another day."""

from datetime import date, datetime

from django.utils import timezone

from sanxin.fieldwork import events
from sanxin.fieldwork.models import Outing
from sanxin.fieldwork.queries.months import month_of
from sanxin.fieldwork.rules import outings as rules
from sanxin.fieldwork.rules.months import first_of
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person, Unit


@action
def move(place: Unit, *, month: date, on: date | None, by: Person, at: datetime) -> Outing:
    """Mean to go on another day, or not this month (`on` None). Refused: not one's own village, a day gone by."""
    first = first_of(month)
    known = month_of(by, first, timezone.localdate(at))
    rules.check_own(any(row.village.id == place.id for row in known.rows))
    rules.check_day(on, known.days)
    outing = Outing.objects.create(officer=by, place=place, month=first, on=on, by=by, at=at)
    event = events.OUTING_MOVED if on else events.OUTING_DROPPED
    facts = {"month": f"{first:%Y-%m}"} | ({"on": on.isoformat()} if on else {})
    record(event, county_id=by.county_id, by=by, at=at, about=[("people.unit", place.id)], facts=facts)
    return outing
