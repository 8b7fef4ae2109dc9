"""Another unit works along on an item."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.models import CoOperation, Item
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.rules import deadlines
from sanxin.people.models import Person, Unit


@action
def join_unit(item: Item, *, unit: Unit, by: Person, at: datetime, seen: int | None = None) -> CoOperation:
    """Let a unit work along. Refused: by people it does not concern, for one's own office, twice, after the end."""
    item = claim(item, seen=seen)
    permissions.check_may_edit(item, by)
    deadlines.check_is_open(item.stage)
    if unit.id == item.office_id:
        raise Refused("ledger.unit.own_office", _("这件就是{unit}的，不用再列为协办。").format(unit=unit), field="unit")
    if CoOperation.objects.filter(item=item, unit=unit).exists():
        raise Refused("ledger.unit.twice", _("{unit}已经在协办了。").format(unit=unit), field="unit")
    row = CoOperation.objects.create(item=item, unit=unit)
    settle(item)
    about = [("ledger.item", item.id), ("people.unit", unit.id)]
    facts = {"unit": str(unit)}
    record(events.UNIT_JOINED, county_id=item.county_id, by=by, at=at, about=about, facts=facts)
    return row
