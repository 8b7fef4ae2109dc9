"""Asking to be struck off, verifying, and sending back for more."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.progress import shortened
from sanxin.ledger.models import Evidence, Item, Measure, Return, StrikeOff, StrikeOffRequest
from sanxin.ledger.permissions import strike_offs as permissions
from sanxin.ledger.rules import strike_offs as rules
from sanxin.ledger.rules import texts
from sanxin.ledger.rules.strike_offs import Method
from sanxin.people.models import Person


@action
def request_strike_off(
    item: Item, *, by: Person, account: str, at: datetime, seen: int | None = None
) -> StrikeOffRequest:
    """The owner says how it was solved. Refused with what is missing: open measures, no evidence of this round."""
    item = claim(item, seen=seen)
    permissions.check_may_request(item, by)
    rules.check_can_be_requested(
        item.stage,
        undone=list(Measure.objects.undone().filter(item=item).values_list("order", flat=True)),
        evidence=Evidence.objects.of_this_round(item).count(),
    )
    if not account.strip():
        raise Refused("ledger.strike_off.no_account", _("写一句办成了什么样，核验人好对照。"), field="account")
    texts.check_fits(account=account)
    earlier = StrikeOffRequest.objects.filter(item=item, round=item.round).count()
    row = StrikeOffRequest.objects.create(
        item=item, round=item.round, attempt=earlier + 1, account=account.strip(), by=by, at=at
    )
    settle(item)
    facts = {"account": shortened(row.account)}
    record(
        events.STRIKE_OFF_REQUESTED,
        county_id=item.county_id,
        by=by,
        at=at,
        about=[("ledger.item", item.id)],
        facts=facts,
    )
    return row


@action
def strike_off(item: Item, *, by: Person, seen: int, method: str, at: datetime, note: str = "") -> StrikeOff:
    """Somebody other than the owner verified it.

    Refused: one's own item or request, without evidence, without a request, twice, and when anything changed since
    the verifier read it.
    """
    item = claim(item, seen=seen)
    request = _waiting(item)
    permissions.check_may_verify(item, by, request=request)
    rules.check_can_be_struck_off(item.stage, evidence=Evidence.objects.of_this_round(item).count())
    if method not in set(Method.values) - {Method.IMPORTED}:
        raise Refused("ledger.strike_off.no_method", _("选一种核验办法：看材料、到现场看、问了群众。"), field="method")
    texts.check_fits(note=note)
    assert request is not None
    row = StrikeOff.objects.create(
        item=item, round=item.round, request=request, method=method, note=note.strip(), by=by, at=at
    )
    settle(item)
    facts = {"method": method}
    record(events.STRUCK_OFF, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row


@action
def return_for_more(item: Item, *, by: Person, seen: int, reason: str, at: datetime) -> Return:
    """Verified and not found good enough: back to the owner with what is missing."""
    item = claim(item, seen=seen)
    request = _waiting(item)
    permissions.check_may_verify(item, by, request=request)
    rules.check_can_be_returned(item.stage)
    if not reason.strip():
        raise Refused("ledger.return.no_reason", _("写一句还差什么，牵头人好补。"), field="reason")
    texts.check_fits(reason=reason)
    assert request is not None
    row = Return.objects.create(request=request, reason=reason.strip(), by=by, at=at)
    settle(item)
    facts = {"reason": row.reason}
    record(events.RETURNED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row


def _waiting(item: Item) -> StrikeOffRequest | None:
    return StrikeOffRequest.objects.waiting().filter(item=item).first()
