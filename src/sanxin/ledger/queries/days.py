"""Working days left, for everything with a deadline on one page."""

from collections.abc import Callable
from datetime import date

from sanxin.ledger.models import Item
from sanxin.ledger.rules import lights
from sanxin.ledger.rules.lights import Light
from sanxin.ledger.rules.stages import is_suspended
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
    return light_at(item.stage, item.due_on, item.suspended_until, left=left, today=today)


def light_at(stage: str, due_on: date, suspended_until: date | None, *, left: DaysLeft, today: date) -> Light:
    """The same, where only these columns were read."""
    until = suspended_until if is_suspended(stage, suspended_until, today) else None
    return lights.light_of_item(stage, days_left=left(due_on), suspended_until=until)
