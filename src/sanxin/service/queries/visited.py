"""When somebody was last with a member, and when to go again. Rooms above say who was visited: `register`."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from sanxin.service.models import Member, NextVisit
from sanxin.service.rules.helping import visit_due

LastVisits = Callable[[Collection[UUID]], dict[UUID, date]]
"""For ids of members the day somebody was last with each; who was never visited is left out."""

_asked: list[LastVisits] = []


def register(ask: LastVisits) -> None:
    """Let the room that keeps visits say when they were."""
    _asked.append(ask)


@dataclass(frozen=True)
class VisitDue:
    on: date
    last: date | None
    agreed: bool
    """The day was agreed on; else it is the rule's."""

    def is_over(self, today: date) -> bool:
        return self.on < today


def visits_due(members: Iterable[Member]) -> dict[UUID, VisitDue]:
    """Of those on the list; a query for each room asked, and one more."""
    listed = {member.id: member for member in members if member.left_on is None}
    last = last_visits(listed)
    agreed = _agreed(listed, last)
    return {
        pk: VisitDue(
            visit_due(
                since=timezone.localdate(member.noted_at),
                last=last.get(pk),
                chosen=agreed.get(pk),
                days=settings.MEMBER_VISIT_DAYS,
            ),
            last.get(pk),
            pk in agreed,
        )
        for pk, member in listed.items()
    }


def last_visits(members: Collection[UUID]) -> dict[UUID, date]:
    found: dict[UUID, date] = {}
    for ask in _asked:
        for pk, day in ask(members).items():
            found[pk] = max(day, found.get(pk, day))
    return found


def _agreed(members: Collection[UUID], last: dict[UUID, date]) -> dict[UUID, date]:
    """The latest day agreed on, unless somebody has been there on it or after it was agreed."""
    found: dict[UUID, date] = {}
    for row in NextVisit.objects.filter(member__in=list(members)).order_by("at", "id"):
        found[row.member_id] = row.on
        been = last.get(row.member_id)
        if (been is not None and been > timezone.localdate(row.at)) or been == row.on:
            found.pop(row.member_id)
    return found
