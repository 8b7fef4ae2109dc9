"""Who is off the list and not yet forgotten, and when that is due."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Min, Q, QuerySet

from sanxin.people.models import Person
from sanxin.service.models import Erasure, ErasureRule, Member, Purpose
from sanxin.service.rules.retention import due_on, erased_on


@dataclass(frozen=True)
class Leaving:
    """One member off the list, who still has a name."""

    member: Member
    left_on: date
    due_on: date
    rule: ErasureRule


def leaving(members: QuerySet[Member]) -> list[Leaving]:
    """Soonest first; one query."""
    rows = _with_withdrawal(members.filter(left_on__isnull=False, erased_at=None))
    return sorted((_leaving(row) for row in rows), key=lambda one: (one.due_on, one.member.number))


def due_of(member: Member) -> Leaving:
    """Of one who has left."""
    return _leaving(_with_withdrawal(Member.objects.filter(pk=member.pk)).get())


def erasures_seen_by(person: Person) -> QuerySet[Erasure]:
    """Of the offices one heads; latest first."""
    return Erasure.objects.filter(member__office__in=person.sight.headed_offices)


def _with_withdrawal(rows: QuerySet[Member]) -> QuerySet[Member]:
    of_list = Q(consents__purpose=Purpose.LIST)
    return rows.order_by().annotate(withdrawn_on=Min("consents__withdrawal__on", filter=of_list))


def _leaving(row: Member) -> Leaving:
    assert row.left_on is not None
    withdrawn_on: date | None = row.withdrawn_on  # type: ignore[attr-defined]
    months, days = settings.MEMBER_KEPT_MONTHS, settings.MEMBER_WITHDRAWN_DAYS
    due = due_on(left_on=row.left_on, withdrawn_on=withdrawn_on, months=months, days=days)
    by_months = due == erased_on(row.left_on, months)
    return Leaving(row, row.left_on, due, ErasureRule.LEFT if by_months else ErasureRule.WITHDRAWN)
