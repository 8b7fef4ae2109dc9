"""Working days left, for everything with a deadline on one page."""

from collections.abc import Callable
from datetime import date

from sanxin.ledger.models import Item
from sanxin.ledger.rules import lights
from sanxin.ledger.rules.lights import Light
from sanxin_engines.workdays import Calendar

DaysLeft = Callable[[date], int]


def counting(calendar: Calendar, today: date) -> DaysLeft:
    """How many working days are left until a day; each day is counted once."""
    known: dict[date, int] = {}

    def left(due_on: date) -> int:
        if due_on not in known:
            known[due_on] = lights.days_left(calendar.between(today, due_on), today=today, due_on=due_on)
        return known[due_on]

    return left


def light_of(item: Item, *, left: DaysLeft, today: date) -> Light:
    """The light of one item."""
    until = item.suspended_until if item.is_suspended(today) else None
    return lights.light_of_item(item.stage, days_left=left(item.due_on), suspended_until=until)
