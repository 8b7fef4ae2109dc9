"""Another day holds from here on."""

from datetime import date, datetime

from sanxin.ledger.models import DeadlineChange, Item
from sanxin.ledger.models.deadline_change import Cause
from sanxin.people.models import Person


def move_deadline(item: Item, *, to: date, cause: Cause, by: Person, at: datetime) -> None:
    """Write the row that moves a claimed item's deadline; nothing where the day stays."""
    if to == item.due_on:
        return
    order = DeadlineChange.objects.filter(item=item).count() + 1
    DeadlineChange.objects.create(item=item, order=order, before=item.due_on, after=to, cause=cause, by=by, at=at)
