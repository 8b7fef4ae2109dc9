"""Taking an item on, or giving it back."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.models import Acceptance, HandBack, Item
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.rules import deadlines, texts
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person


@action
def accept(item: Item, *, by: Person, at: datetime, seen: int | None = None) -> Acceptance:
    """The owner takes it on. Refused: by anybody else, twice, when it was given back or struck off."""
    item = claim(item, seen=seen)
    permissions.check_may_accept(item, by)
    deadlines.check_is_open(item.stage)
    if item.stage == Stage.HANDED_BACK:
        raise Refused("ledger.accept.handed_back", _("您已经退回了这件，等派单人另定。"))
    if item.stage != Stage.OPENED:
        raise Refused("ledger.accept.twice", _("这件您已经认领了。"))
    row = Acceptance.objects.create(item=item, turn=item.turn, by=by, at=at)
    settle(item)
    record(events.ACCEPTED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)])
    return row


@action
def hand_back(item: Item, *, by: Person, reason: str, at: datetime, seen: int | None = None) -> HandBack:
    """退单: the owner gives it back to whoever opened it, with a reason; a new owner is then named."""
    item = claim(item, seen=seen)
    permissions.check_may_hand_back(item, by)
    deadlines.check_is_open(item.stage)
    if item.stage == Stage.HANDED_BACK:
        raise Refused("ledger.hand_back.twice", _("这件已经退回了，等派单人另定牵头人。"))
    if item.stage == Stage.STRIKE_OFF_REQUESTED:
        raise Refused("ledger.hand_back.requested", _("正等人核验，不能退回。"))
    if not reason.strip():
        raise Refused("ledger.hand_back.no_reason", _("写一句为什么退回，派单人才好另定。"), field="reason")
    texts.check_fits(reason=reason)
    row = HandBack.objects.create(item=item, turn=item.turn, reason=reason.strip(), by=by, at=at)
    settle(item)
    facts = {"reason": row.reason}
    record(events.HANDED_BACK, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row
