"""This week and next as days with what falls due or is planned on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import pgettext

from sanxin.kernel.days import calendar_of
from sanxin.kernel.waiting import Waiting
from sanxin.ledger.models import Item
from sanxin.people.models import Person

PLANNED = {"visits", "dialogues", "members"}
"""Sections of Today whose rows have a day that is meant, not only a last one."""


@dataclass(frozen=True)
class Planned:
    text: str
    url: str


@dataclass(frozen=True)
class DayOfWeek:
    label: str
    planned: list[Planned]
    today: bool = False
    past: bool = False


def weeks_of(person: Person, day: date, waiting: Iterable[Waiting]) -> tuple[list[DayOfWeek], list[DayOfWeek]]:
    """The working days of this week and of the next, and other days with something on them; one query.

    `waiting`: the rows of Today. Those that are planned for a day stand on it beside one's own items due.
    """
    monday = day - timedelta(days=day.weekday())
    due: dict[date, list[Planned]] = {}
    rows = Item.objects.visible_to(person).open().filter(owner=person, due_on__gte=monday)
    for pk, due_on, title in rows.filter(due_on__lt=monday + timedelta(14)).values_list("pk", "due_on", "title"):
        due.setdefault(due_on, []).append(Planned(title, reverse("ledger:item", args=[pk])))
    for row in waiting:
        if row.section in PLANNED and row.due_on is not None:
            due.setdefault(row.due_on, []).append(Planned(row.title, row.url))
    calendar = calendar_of(person.county_id)

    def week(first: date) -> list[DayOfWeek]:
        days = [first + timedelta(n) for n in range(7)]
        return [_day(one, day, due) for one in days if calendar.is_workday(one) or one in due or one == day]

    return week(monday), week(monday + timedelta(7))


def _day(when: date, today: date, due: dict[date, list[Planned]]) -> DayOfWeek:
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
        planned=due.get(when, []),
        today=when == today,
        past=when < today,
    )
