"""What is to be done, and that it has been done."""

from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.models import Item, Measure, MeasureDone
from sanxin.ledger.permissions import work as permissions
from sanxin.ledger.rules import deadlines, texts
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person, Unit


@action
def add_measure(
    item: Item,
    *,
    by: Person,
    what: str,
    due_on: date,
    at: datetime,
    person: Person | None = None,
    unit: Unit | None = None,
    seen: int | None = None,
) -> Measure:
    """Plan one more thing. Refused while somebody verifies, for nobody, without words, for a day gone by."""
    item = claim(item, seen=seen)
    permissions.check_may_plan(item, by)
    deadlines.check_is_open(item.stage)
    if item.stage == Stage.STRIKE_OFF_REQUESTED:
        raise Refused("ledger.measure.requested", _("正等人核验，不能再加措施。"))
    if not what.strip():
        raise Refused("ledger.measure.empty", _("写一句做什么。"), field="what")
    texts.check_fits(what=what)
    if person is None and unit is None:
        raise Refused("ledger.measure.nobody", _("选一位同事，或选一个单位来做。"), field="person")
    deadlines.check_due(due_on, today=timezone.localdate(at))
    order = (Measure.objects.filter(item=item).aggregate(last=Max("order"))["last"] or 0) + 1
    row = Measure.objects.create(
        item=item, order=order, what=what.strip(), person=person, unit=unit, due_on=due_on, by=by, at=at
    )
    settle(item)
    facts = {"order": order, "what": row.what, "due": f"{due_on:%m-%d}"}
    record(events.MEASURE_ADDED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row


@action
def complete_measure(
    measure: Measure, *, by: Person, at: datetime, note: str = "", seen: int | None = None
) -> MeasureDone:
    """A measure was carried out. Refused twice, and by people it does not concern."""
    item = claim(measure.item, seen=seen)
    permissions.check_may_complete(measure, by)
    deadlines.check_is_workable(item.stage)
    if MeasureDone.objects.filter(measure=measure).exists():
        raise Refused("ledger.measure.twice", _("这项措施已经记过办完了。"))
    texts.check_fits(note=note)
    row = MeasureDone.objects.create(measure=measure, note=note.strip(), by=by, at=at)
    settle(item)
    facts = {"order": measure.order, "what": measure.what}
    record(
        events.MEASURE_COMPLETED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts
    )
    return row
