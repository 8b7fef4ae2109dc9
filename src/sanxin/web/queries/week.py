"""This week and next as days with what falls due on them; read from the ledger, nothing is planned here yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import pgettext

from sanxin.ledger.models import Item
from sanxin.people.models import Person


@dataclass(frozen=True)
class DayOfWeek:
    label: str
    text: str
    today: bool = False
    past: bool = False
    url: str = ""


def weeks_of(person: Person, day: date) -> tuple[list[DayOfWeek], list[DayOfWeek]]:
    """Monday to Friday of this week and of the next; one query."""
    monday = day - timedelta(days=day.weekday())
    due: dict[date, list[str]] = {}
    rows = Item.objects.visible_to(person).open().filter(owner=person)
    for due_on, title in rows.filter(due_on__gte=monday, due_on__lt=monday + timedelta(14)).values_list(
        "due_on", "title"
    ):
        due.setdefault(due_on, []).append(title)
    days = [_day(monday + timedelta(n), day, due) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
    return days[:5], days[5:]


def _day(when: date, today: date, due: dict[date, list[str]]) -> DayOfWeek:
    names = [
        pgettext("weekday", "一"),
        pgettext("weekday", "二"),
        pgettext("weekday", "三"),
        pgettext("weekday", "四"),
        pgettext("weekday", "五"),
        pgettext("weekday", "六"),
        pgettext("weekday", "日"),
    ]
    return DayOfWeek(
        label=f"{names[when.weekday()]} {when.day}",
        text="；".join(due.get(when, [])),
        today=when == today,
        past=when < today,
    )
