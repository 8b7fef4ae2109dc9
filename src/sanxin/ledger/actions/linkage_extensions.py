"""More time for a department: asked before its day, granted or refused by whoever asked the department."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.linkages import check_unsettled, hand_of, record_hand
from sanxin.ledger.models import Linkage, LinkageExtension, LinkageExtensionDecision
from sanxin.ledger.permissions import linkages as permissions
from sanxin.ledger.permissions.links import Hand, check_hand
from sanxin.ledger.rules import deadlines, texts
from sanxin.ledger.rules import linkages as rules
from sanxin.people.models import Person


@action
def ask_for_time(linkage: Linkage, *, by: Hand, wanted_on: date, reason: str, at: datetime) -> LinkageExtension:
    """Ask for a later day. Refused after the day, without a reason, while an earlier request is undecided."""
    item = claim(linkage.item)
    check_hand(linkage, by, at)
    deadlines.check_is_open(item.stage)
    check_unsettled(linkage)
    due_on = Linkage.objects.values_list("due_on", flat=True).get(pk=linkage.pk)
    earlier = LinkageExtension.objects.filter(linkage=linkage)
    rules.check_can_be_extended(
        due_on=due_on, wanted_on=wanted_on, today=timezone.localdate(at), undecided=earlier.undecided().exists()
    )
    if not reason.strip():
        raise Refused("ledger.linkage_extension.no_reason", _("写一句为什么要延期。"), field="reason")
    texts.check_fits(reason=reason)
    row = LinkageExtension.objects.create(
        linkage=linkage,
        order=earlier.count() + 1,
        due_on=due_on,
        wanted_on=wanted_on,
        reason=reason.strip(),
        at=at,
        **hand_of(by),
    )
    settle(item)
    facts = {"wanted": f"{wanted_on:%m-%d}", "reason": row.reason}
    record_hand(events.DEPARTMENT_ASKED_TIME, linkage, by=by, at=at, **facts)
    return row


@action
def decide_time(
    request: LinkageExtension,
    *,
    by: Person,
    granted: bool,
    at: datetime,
    due_on: date | None = None,
    note: str = "",
    seen: int | None = None,
) -> LinkageExtensionDecision:
    """Grant it (for the day asked, or another one) or refuse it with a reason. Refused: twice, and once settled."""
    linkage = request.linkage
    item = claim(linkage.item, seen=seen)
    permissions.check_may_ask(item, by)
    deadlines.check_is_open(item.stage)
    if LinkageExtensionDecision.objects.filter(request=request).exists():
        raise Refused("ledger.linkage_extension.twice", _("这次延期已经定过了。"))
    check_unsettled(linkage)
    if not granted and not note.strip():
        raise Refused("ledger.linkage_extension.no_note", _("写一句为什么不同意，对方好安排。"), field="note")
    texts.check_fits(note=note)
    before = request.due_on
    after = (due_on or request.wanted_on) if granted else before
    if granted:
        rules.check_extension_day(after, before=before, today=timezone.localdate(at))
        Linkage.objects.filter(pk=linkage.pk).update(due_on=after)
        linkage.due_on = after
    row = LinkageExtensionDecision.objects.create(
        request=request, granted=granted, due_on=after, note=note.strip(), by=by, at=at
    )
    settle(item)
    about = [("ledger.item", item.id), ("ledger.linkage", linkage.id)]
    told = {"unit": str(linkage.unit), "before": f"{before:%m-%d}", "after": f"{after:%m-%d}", "note": row.note}
    name = events.TIME_GIVEN if granted else events.TIME_REFUSED
    record(name, county_id=item.county_id, by=by, at=at, about=about, facts=told)
    return row
