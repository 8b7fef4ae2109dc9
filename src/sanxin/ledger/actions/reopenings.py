"""It was not solved after all."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.deadlines import move_deadline
from sanxin.ledger.models import Reopening, StrikeOff
from sanxin.ledger.models.deadline_change import Cause
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.rules import deadlines as rules
from sanxin.ledger.rules import texts
from sanxin.people.models import Person

WORKING_DAYS = 10
"""Time to do it properly, where nobody names a day."""


@action
def reopen(
    strike_off: StrikeOff,
    *,
    by: Person,
    reason: str,
    at: datetime,
    due_on: date | None = None,
    seen: int | None = None,
) -> Reopening:
    """Work starts again under the same number, with the same owner and a new deadline. Refused twice."""
    item = claim(strike_off.item, seen=seen)
    permissions.check_may_reopen(item, by)
    if Reopening.objects.filter(strike_off=strike_off).exists():
        raise Refused("ledger.reopen.twice", _("这件已经重新办理了。"))
    if not reason.strip():
        raise Refused("ledger.reopen.no_reason", _("写一句哪里没解决。"), field="reason")
    texts.check_fits(reason=reason)
    today = timezone.localdate(at)
    due = due_on or max(item.due_on, calendar_of(item.county_id).add(today, WORKING_DAYS))
    rules.check_due(due, today=today)
    row = Reopening.objects.create(strike_off=strike_off, item=item, reason=reason.strip(), by=by, at=at)
    move_deadline(item, to=due, cause=Cause.REOPENING, by=by, at=at)
    settle(item)
    facts = {"reason": row.reason.rstrip("。"), "due": f"{due:%m-%d}"}
    record(events.REOPENED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row
