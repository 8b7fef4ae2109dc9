"""The day agreed on with a member to come again."""

from datetime import date, datetime

from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import Member, NextVisit
from sanxin.service.permissions import members as permissions
from sanxin.service.rules import helping as rules
from sanxin.service.rules import members as member_rules


@action
def agree(member: Member, *, on: date, by: Person, at: datetime) -> NextVisit:
    """Instead of the day the rule gives. Refused: a day gone by, farther than a year, off the list."""
    permissions.check_may_look_after(member, by)
    member = locked(Member.objects.filter(pk=member.pk)).get()
    member_rules.check_on_list(left=member.left_on is not None)
    rules.check_next(on, today=timezone.localdate(at))
    row = NextVisit.objects.create(member=member, on=on, by=by, at=at)
    about, facts = [("service.member", member.id)], {"day": on.isoformat()}
    record(events.NEXT_VISIT_SET, county_id=member.county_id, by=by, at=at, about=about, facts=facts)
    return row
