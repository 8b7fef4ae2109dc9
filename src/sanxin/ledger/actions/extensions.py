"""More time: asked by the owner before the deadline, decided by somebody else."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.deadlines import move_deadline
from sanxin.ledger.models import ExtensionDecision, ExtensionRequest, Item
from sanxin.ledger.models.deadline_change import Cause
from sanxin.ledger.permissions import extensions as permissions
from sanxin.ledger.rules import deadlines as rules
from sanxin.ledger.rules import texts
from sanxin.people.models import Person


@action
def ask_extension(
    item: Item, *, by: Person, wanted_on: date, reason: str, at: datetime, seen: int | None = None
) -> ExtensionRequest:
    """Ask for a later day. Refused after the deadline, without a reason, while an earlier request is undecided."""
    item = claim(item, seen=seen)
    permissions.check_may_ask(item, by)
    earlier = ExtensionRequest.objects.filter(item=item)
    rules.check_can_be_extended(
        item.stage,
        due_on=item.due_on,
        wanted_on=wanted_on,
        today=timezone.localdate(at),
        undecided=earlier.undecided().exists(),
    )
    if not reason.strip():
        raise Refused("ledger.extension.no_reason", _("写一句为什么要延期。"), field="reason")
    texts.check_fits(reason=reason)
    row = ExtensionRequest.objects.create(
        item=item,
        order=earlier.count() + 1,
        due_on=item.due_on,
        wanted_on=wanted_on,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    settle(item)
    facts = {"wanted": f"{wanted_on:%m-%d}", "reason": row.reason}
    record(
        events.EXTENSION_ASKED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts
    )
    return row


@action
def decide_extension(
    request: ExtensionRequest,
    *,
    by: Person,
    granted: bool,
    at: datetime,
    due_on: date | None = None,
    note: str = "",
    seen: int | None = None,
) -> ExtensionDecision:
    """Grant it (for the day asked, or another one) or refuse it with a reason. Refused: by the asker, twice."""
    item = request.item = claim(request.item, seen=seen)
    permissions.check_may_decide(request, by)
    rules.check_is_open(item.stage)
    if ExtensionDecision.objects.filter(request=request).exists():
        raise Refused("ledger.extension.twice", _("这次延期已经定过了。"))
    if not granted and not note.strip():
        raise Refused("ledger.extension.no_note", _("写一句为什么不同意，牵头人好安排。"), field="note")
    texts.check_fits(note=note)
    before = item.due_on
    after = (due_on or request.wanted_on) if granted else before
    if granted:
        rules.check_extension_date(after, before=before, today=timezone.localdate(at))
        move_deadline(item, to=after, cause=Cause.EXTENSION, by=by, at=at)
    row = ExtensionDecision.objects.create(
        request=request, granted=granted, due_on=after, note=note.strip(), by=by, at=at
    )
    settle(item)
    name = events.EXTENSION_GRANTED if granted else events.EXTENSION_REFUSED
    facts = {"before": f"{before:%m-%d}", "after": f"{after:%m-%d}", "note": row.note}
    record(name, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row
