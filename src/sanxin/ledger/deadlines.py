"""Tells whoever changes the day table how many items stand under another light for it."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sanxin.kernel.deadlines import register
from sanxin.ledger.models import Item
from sanxin.ledger.rules.lights import days_left, light_of_days
from sanxin_engines.workdays import Calendar


def lights_changed(county_id: UUID, before: Calendar, after: Calendar, today: date) -> int:
    """Open items whose deadline counts, with another colour or another number of days under `after`."""
    due = Item.objects.filter(county_id=county_id).running(today).values_list("due_on", flat=True)

    def light(calendar: Calendar, due_on: date) -> tuple[str, str]:
        told = light_of_days(days_left(calendar.between(today, due_on), today=today, due_on=due_on))
        return told.kind, told.word

    changed = {day: light(before, day) != light(after, day) for day in set(due)}
    return sum(changed[day] for day in due)


register(_("台账"), lights_changed)
