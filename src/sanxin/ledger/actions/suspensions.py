"""Nothing can be done for a while: the clock stands still, and goes on."""

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
from sanxin.ledger.models import Item, Resumption, Suspension
from sanxin.ledger.models.deadline_change import Cause
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.rules import deadlines as rules
from sanxin.ledger.rules import texts
from sanxin.people.models import Person


@action
def suspend(item: Item, *, by: Person, until: date, reason: str, at: datetime, seen: int | None = None) -> Suspension:
    """Let it rest until a day; the deadline moves by the working days in between.

    Refused: by others than section head or leader, by whoever leads the item, while it rests already, without a reason.
    """
    item = claim(item, seen=seen)
    permissions.check_may_suspend(item, by)
    today = timezone.localdate(at)
    rules.check_can_be_suspended(item.stage, suspended=item.is_suspended(today), until=until, today=today)
    if not reason.strip():
        raise Refused("ledger.suspend.no_reason", _("写一句为什么现在办不了。"), field="reason")
    texts.check_fits(reason=reason)
    row = Suspension.objects.create(
        item=item,
        order=Suspension.objects.filter(item=item).count() + 1,
        until=until,
        due_before=item.due_on,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    moved = _moved(item, item.due_on, rested_from=today, rested_to=until)
    move_deadline(item, to=moved, cause=Cause.SUSPENSION, by=by, at=at)
    settle(item)
    facts = {"until": f"{until:%m-%d}", "reason": row.reason, "due": f"{item.due_on:%m-%d}"}
    record(events.SUSPENDED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row


@action
def resume(item: Item, *, by: Person, at: datetime, seen: int | None = None) -> Resumption:
    """Go on earlier than foreseen; only the days really lost stay added to the deadline."""
    item = claim(item, seen=seen)
    permissions.check_may_resume(item, by)
    today = timezone.localdate(at)
    rest = Suspension.objects.not_resumed().filter(item=item, until__gte=today).order_by("-order").first()
    if rest is None or not item.is_open:
        raise Refused("ledger.resume.not_suspended", _("这件没有暂停，不用恢复。"))
    row = Resumption.objects.create(suspension=rest, by=by, at=at)
    moved = _moved(item, rest.due_before, rested_from=timezone.localdate(rest.at), rested_to=today)
    move_deadline(item, to=moved, cause=Cause.RESUMPTION, by=by, at=at)
    settle(item)
    facts = {"due": f"{item.due_on:%m-%d}"}
    record(events.RESUMED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row


def _moved(item: Item, due_on: date, *, rested_from: date, rested_to: date) -> date:
    calendar = calendar_of(item.county_id)
    lost = calendar.between(rested_from, rested_to)
    return calendar.add(due_on, lost) if lost > 0 else due_on
