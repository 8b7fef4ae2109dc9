"""Another person leads from here on."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.items import check_owner
from sanxin.ledger.models import Item, OwnerChange
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.queries.sections import section_of
from sanxin.ledger.rules import deadlines, texts
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person


@action
def change_owner(
    item: Item, *, owner: Person, by: Person, reason: str, at: datetime, seen: int | None = None
) -> OwnerChange:
    """Name a new owner, who has to accept in turn. The same one again only answers a hand-back."""
    item = claim(item, seen=seen)
    permissions.check_may_change_owner(item, by)
    deadlines.check_is_open(item.stage)
    if item.stage == Stage.STRIKE_OFF_REQUESTED:
        raise Refused("ledger.owner.requested", _("正等人核验，先核验或退回，再换牵头人。"))
    if owner.id == item.owner_id and item.stage != Stage.HANDED_BACK:
        raise Refused("ledger.owner.same", _("{owner}现在就是牵头人。").format(owner=owner), field="owner")
    check_owner(item.office, owner)
    if not reason.strip():
        raise Refused("ledger.owner.no_reason", _("写一句为什么换。"), field="reason")
    texts.check_fits(reason=reason)
    before = item.owner
    row = OwnerChange.objects.create(
        item=item, turn=item.turn, before=before, after=owner, reason=reason.strip(), by=by, at=at
    )
    if item.verifier_id == owner.id or owner.id == by.id:
        item.verifier = None  # nobody verifies their own, nor chooses who does
    item.section = section_of(owner, item.office, timezone.localdate(at))
    settle(item, "section", "verifier")
    facts = {"before": before.name, "after": owner.name, "reason": row.reason}
    record(events.OWNER_CHANGED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row
