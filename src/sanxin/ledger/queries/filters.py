"""The list as its URL says: view, filters, order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from sanxin.kernel.days import calendar_of
from sanxin.ledger.models import CoOperation, Item, Linkage
from sanxin.ledger.models.item import ItemQuerySet, week_of
from sanxin.ledger.queries.kept import Kept
from sanxin.ledger.queries.picked import ids_in
from sanxin.ledger.queries.sections import ids, sections_of
from sanxin.ledger.rules.kinds import Kind
from sanxin.ledger.rules.lights import SOON
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person, Unit

CODE = re.compile(r"^(?:(\d{4})[-－—])?0*(\d{1,6})$")

ORDERS = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
    "number": ("year", "number"),
    "-number": ("-year", "-number"),
    "struck": ("struck_off_on", "id"),
    "-struck": ("-struck_off_on", "-id"),
    "opened": ("opened_at", "id"),
    "-opened": ("-opened_at", "-id"),
}


@dataclass(frozen=True)
class Asked:
    """What one person asked of the list on one day; every part has a name in the URL."""

    person: Person
    today: date
    params: QueryDict

    @cached_property
    def sections(self) -> frozenset[UUID]:
        """Sections the person works in."""
        return self.kept.get("sections", lambda: ids(sections_of(self.person, self.today)))

    @cached_property
    def kept(self) -> Kept:
        return Kept(self.person, self.today)

    @cached_property
    def visible(self) -> ItemQuerySet:
        return Item.objects.visible_to(self.person)

    @cached_property
    def soon(self) -> date:
        """The last day that counts as near."""
        return calendar_of(self.person.county_id).add(self.today, SOON)

    @property
    def view(self) -> str:
        """The view in the URL, or the one this person starts with."""
        asked = self.params.get("view", "")
        if asked in VIEWS:
            return asked
        return "section" if self.sections else "open"

    @property
    def sort(self) -> str:
        asked = self.params.get("sort", "")
        return asked if asked in ORDERS else ("-struck" if self.view == "struck" else "due")

    def rows(self) -> ItemQuerySet:
        """The items, filtered and ordered."""
        items = VIEWS[self.view](self, self.visible)
        for name, narrow in FILTERS.items():
            if value := self.params.get(name, "").strip():
                items = narrow(self, items, value)
        return items.order_by(*ORDERS[self.sort])


def in_view(asked: Asked, view: str) -> ItemQuerySet:
    """The items of one view, without the filters."""
    return VIEWS[view](asked, asked.visible)


def _of_my_section(asked: Asked, items: ItemQuerySet) -> ItemQuerySet:
    return items.open().of_section(asked.sections)


def _this_week(asked: Asked, items: ItemQuerySet) -> ItemQuerySet:
    return items.due_within(asked.today, week_of(asked.today)[1])


VIEWS: dict[str, Callable[[Asked, ItemQuerySet], ItemQuerySet]] = {
    "section": _of_my_section,
    "mine": lambda asked, items: items.open().owned_by(asked.person),
    "verify": lambda asked, items: items.to_verify_by(asked.person),
    "week": _this_week,
    "departments": lambda asked, items: items.awaiting_departments(),
    "open": lambda asked, items: items.open(),
    "legacy": lambda asked, items: items.open().filter(kind=Kind.LEGACY),
    "struck": lambda asked, items: items.struck_off(),
    "withdrawn": lambda asked, items: items.withdrawn(),
    "all": lambda asked, items: items,
}

CLOSED_VIEWS = {"struck", "withdrawn"}


def _keyword(asked: Asked, items: ItemQuerySet, words: str) -> ItemQuerySet:
    """A number as people quote it, or words in title and place."""
    if code := CODE.match(words):
        same = Q(number=int(code[2]))
        return items.filter(same & Q(year=int(code[1])) if code[1] else same)
    for word in words.split()[:5]:
        places = Unit.objects.places().filter(name__contains=word).values("id")
        items = items.filter(Q(title__contains=word) | Q(place_text__contains=word) | Q(place_id__in=places))
    return items


def _owner(asked: Asked, items: ItemQuerySet, value: str) -> ItemQuerySet:
    return items.filter(owner_id=identity(value))


def _town(asked: Asked, items: ItemQuerySet, value: str) -> ItemQuerySet:
    """A township and its villages."""
    inside = Unit.objects.filter(Q(pk=identity(value)) | Q(parent_id=identity(value))).values("id")
    return items.filter(place_id__in=inside)


def _department(asked: Asked, items: ItemQuerySet, value: str) -> ItemQuerySet:
    unit = identity(value)
    linked = Linkage.objects.filter(unit_id=unit).values("item_id")
    helping = CoOperation.objects.filter(unit_id=unit).values("item_id")
    return items.filter(Q(pk__in=linked) | Q(pk__in=helping))


def _due(asked: Asked, items: ItemQuerySet, value: str) -> ItemQuerySet:
    today = asked.today
    narrowings: dict[str, Callable[[], ItemQuerySet]] = {
        "overdue": lambda: items.overdue(today),
        "soon": lambda: items.due_within(today, asked.soon),
        "fine": lambda: items.due_within(asked.soon + timedelta(days=1), date.max),
        "week": lambda: items.due_within(today, week_of(today)[1]),
        "month": lambda: items.due_within(today, today + timedelta(days=30)),
        "suspended": lambda: items.suspended(today),
    }
    return narrowings[value]() if value in narrowings else items


def _stage(asked: Asked, items: ItemQuerySet, value: str) -> ItemQuerySet:
    return items.filter(stage=value) if value in set(Stage) else items


def _struck_since(asked: Asked, items: ItemQuerySet, value: str) -> ItemQuerySet:
    return items.struck_off_since(asked.today.replace(day=1)) if value == "month" else items


def _office(asked: Asked, items: ItemQuerySet, value: str) -> ItemQuerySet:
    return items.filter(office_id=identity(value))


FILTERS: dict[str, Callable[[Asked, ItemQuerySet, str], ItemQuerySet]] = {
    "q": _keyword,
    "owner": _owner,
    "town": _town,
    "department": _department,
    "due": _due,
    "kind": lambda asked, items, value: items.filter(kind=value),
    "stage": _stage,
    "struck_in": _struck_since,
    "office": _office,
    "only": lambda asked, items, value: items.filter(pk__in=ids_in(value)),
}


def identity(value: str) -> UUID:
    """An id from the URL; what is none finds nothing."""
    try:
        return UUID(value)
    except ValueError:
        return UUID(int=0)
