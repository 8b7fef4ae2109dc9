"""Answers owed: derived from strike-offs in force, withdrawals and replies, never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from sanxin.kernel.days import calendar_of
from sanxin.kernel.roles import DESK, Role
from sanxin.ledger.models import Item, StrikeOff, Withdrawal
from sanxin.ledger.rules.lights import days_left, light_of_days
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person, Post
from sanxin.service.models import VoiceItem
from sanxin.service.queries.question_kinds import Kinds
from sanxin_engines.workdays import Calendar


@dataclass(frozen=True)
class OwedItem:
    """An item that ended, done or not, with people who have not been told."""

    item: Item
    people: int
    voices: int
    ended_on: date
    first_heard_at: datetime
    days: int
    """Working days since it ended."""
    due_on: date
    days_left: int
    """Working days until those who spoke should know, negative afterwards."""

    @property
    def dropped(self) -> bool:
        """Withdrawn: what they have to be told is why."""
        return self.item.stage == Stage.WITHDRAWN

    @property
    def light_kind(self) -> str:
        return light_of_days(self.days_left).kind


def owed_by(person: Person, today: date) -> QuerySet[VoiceItem]:
    """What this person owes: who heard it, else who owns the item and works at that desk, else the section head.

    Who heard it and may no longer read it (a leader by now, in another office) owes nothing.
    """
    heard = Q(voice__heard_by=person)
    if not person.sight.liaison_places:
        heard &= Q(voice__office__in=person.sight.desk_offices)
    nobody = Q(voice__heard_by__left_on__isnull=False) | ~Exists(_hearer_at_work(today))
    owns = nobody & Q(item__owner=person, voice__office__in=person.sight.desk_offices)
    mine = heard | owns
    heads = headed_offices(person, today)
    if heads:
        mine |= nobody & Q(voice__office__in=heads) & Q(~Exists(_owner_at_desk(today)))
    return VoiceItem.objects.owed().filter(mine)


def owed_in(offices: Iterable[UUID]) -> QuerySet[VoiceItem]:
    """What a whole office owes, whoever in it."""
    return VoiceItem.objects.owed().filter(voice__office__in=offices)


def headed_offices(person: Person, today: date) -> frozenset[UUID]:
    """Offices in which the person heads a section today."""
    if not person.sight.has(Role.SECTION_HEAD):
        return frozenset()
    posts = Post.objects.on(today).filter(person=person, role=Role.SECTION_HEAD, unit__office__isnull=False)
    return frozenset(office for office in posts.values_list("unit__office", flat=True) if office)


def _hearer_at_work(today: date) -> QuerySet[Post]:
    posts = Post.objects.on(today).filter(person=OuterRef("voice__heard_by"))
    return posts.filter(Q(role=Role.LIAISON) | Q(role__in=DESK, unit__office=OuterRef("voice__office")))


def _owner_at_desk(today: date) -> QuerySet[Post]:
    posts = Post.objects.on(today).filter(role__in=DESK)
    return posts.filter(person=OuterRef("item__owner"), unit__office=OuterRef("voice__office"))


def by_item(rows: QuerySet[VoiceItem], today: date) -> list[OwedItem]:
    """One entry an item, longest owed first; two queries and one calendar a county."""
    struck = StrikeOff.objects.in_force().filter(item=OuterRef("item")).values("at")[:1]
    dropped = Withdrawal.objects.filter(item=OuterRef("item")).values("at")[:1]
    groups = (
        rows.order_by()
        .values("item")
        .annotate(
            voices=Count("pk"),
            named=Count("voice__speaker_key", distinct=True, filter=~Q(voice__speaker_key="")),
            unnamed=Count("pk", filter=Q(voice__speaker_key="")),
            first_heard_at=Min("voice__heard_at"),
            ended_at=Coalesce(Subquery(struck), Subquery(dropped)),
        )
        .order_by(F("ended_at").asc(nulls_last=True), "item")
    )
    found = list(groups)
    items = Item.objects.select_related("place__parent", "owner").in_bulk([group["item"] for group in found])
    calendars = {county: calendar_of(county) for county in {item.county_id for item in items.values()}}
    kinds = Kinds({item.office_id for item in items.values()})
    return [
        _owed(item := items[group["item"]], group, calendars[item.county_id], kinds.telling(item.office_id).days, today)
        for group in found
    ]


def _owed(item: Item, group: Mapping[str, Any], calendar: Calendar, within: int, today: date) -> OwedItem:
    day = timezone.localdate(group["ended_at"])
    due = calendar.add(day, within)
    return OwedItem(
        item=item,
        people=group["named"] + group["unnamed"],
        voices=group["voices"],
        ended_on=day,
        first_heard_at=group["first_heard_at"],
        days=calendar.between(day, today),
        due_on=due,
        days_left=days_left(calendar.between(today, due), today=today, due_on=due),
    )
