"""Taking something off the ledger that will not be done; its number stays used."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.models import Item, Withdrawal
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.rules import deadlines, texts
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person


@action
def withdraw(item: Item, *, by: Person, reason: str, at: datetime, seen: int | None = None) -> Withdrawal:
    """Nobody works on it any more. Refused: by whoever leads it, without a reason, while somebody verifies, twice."""
    item = claim(item, seen=seen)
    permissions.check_may_withdraw(item, by)
    deadlines.check_is_open(item.stage)
    if item.stage == Stage.STRIKE_OFF_REQUESTED:
        raise Refused("ledger.withdraw.requested", _("正等人核验，先核验或退回，再定办不办。"))
    if not reason.strip():
        raise Refused("ledger.withdraw.no_reason", _("写一句为什么不再办，以后查得到。"), field="reason")
    texts.check_fits(reason=reason)
    row = Withdrawal.objects.create(item=item, reason=reason.strip(), by=by, at=at)
    settle(item)
    facts = {"reason": row.reason.rstrip("。")}
    record(events.WITHDRAWN, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row
