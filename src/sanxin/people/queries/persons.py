"""The list an administrator keeps, with posts and accounts, in a constant number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.fields import masked
from sanxin.kernel.sheets import Value
from sanxin.people.models import Level, Person, Post, Unit
from sanxin.people.models.person import PersonQuerySet
from sanxin.people.models.post import PostQuerySet
from sanxin.people.queries import accounts


@dataclass(frozen=True)
class Filter:
    q: str = ""
    unit: Unit | None = None
    role: str = ""
    state: str = ""
    sort: str = "name"


@dataclass(frozen=True)
class PersonLine:
    """One row of the list."""

    person: Person
    posts: list[Post]
    account: accounts.AccountState

    @property
    def phone(self) -> str:
        return masked(self.person.phone)


SORTS = {"name": "name", "number": "staff_number"}


def listed(by: Person, filters: Filter, *, today: date, at: datetime) -> PersonQuerySet:
    """Those `by` manages and the filter lets through, each with today's posts and account."""
    people = accounts.in_state(Person.objects.managed_by(by), filters.state, at)
    if filters.q:
        people = people.filter(Q(name__icontains=filters.q) | Q(staff_number__icontains=filters.q))
    if filters.unit or filters.role:
        people = people.filter(pk__in=_posts(filters, today).values("person"))
    current = Prefetch("posts", Post.objects.on(today).select_related("unit__office").order_by("since"), "posts_today")
    return people.select_related("user").prefetch_related(current).order_by(*_order(filters.sort))


def lines(people: Iterable[Person], at: datetime) -> list[PersonLine]:
    """Rows for a page of `listed`."""
    locked, invited = accounts.locked_names(), accounts.invited_ids(at)
    return [
        PersonLine(
            person=person,
            posts=person.posts_today,  # type: ignore[attr-defined]
            account=accounts.state_of(person, invited=person.pk in invited, locked=locked),
        )
        for person in people
    ]


TABLE_HEADS = (_("账号"), _("姓名"), _("工号"), _("单位"), _("科室"), _("职务"), _("角色"), _("电话"), _("任职起"))


def table_rows(shown: Iterable[PersonLine]) -> Iterator[tuple[Value, ...]]:
    """A row for each post, so that nothing has to be put into one cell; who has none gets one row."""
    for line in shown:
        posts: list[Post | None] = [*line.posts]
        for post in posts or [None]:
            yield (line.account.light_word, line.person.name, line.person.staff_number, *_cells(post, line.phone))


def _cells(post: Post | None, phone: str) -> tuple[Value, ...]:
    if post is None:
        return ("", "", "", "", phone, None)
    office = post.unit.office or post.unit
    section = post.unit.name if post.unit.level == Level.SECTION else ""
    return (office.name, section, post.title, str(post.get_role_display()), phone, post.since)


def counts(by: Person, *, at: datetime) -> dict[str, int]:
    """How many people stand in each state of account; "" is everybody who has not left."""
    locked, invited = accounts.locked_names(), accounts.invited_ids(at)
    people = Person.objects.managed_by(by).order_by()
    rows = people.values_list("pk", "left_on", "user__is_active", "user__username")
    found = dict.fromkeys(["", *accounts.STATES], 0)
    for pk, left_on, is_active, username in rows:
        key = _state(left_on, is_active, username in locked, pk in invited)
        found[key] += 1
        found[""] += key != "left"
    return found


def units_with_people(counties: Iterable[UUID]) -> list[Unit]:
    """Offices somebody holds a post at, for the filter."""
    offices = Post.objects.filter(unit__county__in=counties).values("unit__office")
    return list(Unit.objects.filter(pk__in=offices).order_by("order", "path"))


def _state(left_on: date | None, is_active: bool | None, locked: bool, invited: bool) -> str:
    if left_on is not None:
        return "left"
    if is_active is None:
        return "invited" if invited else "none"
    return "disabled" if not is_active else "locked" if locked else "active"


def _posts(filters: Filter, today: date) -> PostQuerySet:
    posts = Post.objects.on(today)
    if filters.unit:
        posts = posts.filter(unit__path__startswith=filters.unit.path)
    return posts.filter(role=filters.role) if filters.role else posts


def _order(sort: str) -> list[str]:
    key = SORTS.get(sort.removeprefix("-"), "name")
    return [f"-{key}" if sort.startswith("-") else key, "pk"]


def tabs(by: Person, query: QueryDict, *, at: datetime) -> list[dict[str, Any]]:
    """One view for each state of account that somebody is in, and one for all who have not left."""
    found, chosen = counts(by, at=at), query.get("state", "")
    words = {"": gettext("在册"), **accounts.STATES}
    return [
        {"label": word, "url": _with_state(query, key), "count": found[key], "current": key == chosen}
        for key, word in words.items()
        if found[key] or key in {"", chosen}
    ]


def _with_state(query: QueryDict, state: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    changed.pop("state", None)
    if state:
        changed["state"] = state
    return f"?{changed.urlencode()}"
