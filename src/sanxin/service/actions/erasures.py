"""Whoever is off the list is forgotten: what the office knew of them goes, that somebody was helped stays."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.kernel.attachments import forget
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import (
    Erasure,
    ErasureRule,
    HelpMistake,
    HelpPromise,
    Member,
    MemberHelp,
    MemberNeed,
    PromiseDropped,
)
from sanxin.service.permissions import members as permissions
from sanxin.service.queries.retention import due_of, leaving
from sanxin.service.rules import retention as rules

Counted = Literal["visits", "notes"]
_elsewhere: list[tuple[Counted, Callable[[UUID], int]]] = []


def register(forget_words: Callable[[UUID], int], *, counted: Counted = "visits") -> None:
    """Let a room above forget what it holds of a member, in the same transaction; it says of how many."""
    _elsewhere.append((counted, forget_words))


@action
def erase(member: Member, *, by: Person | None, at: datetime) -> Member:
    """Name, phone, address, need, the key made from them, all words and files about help go for good.

    Village, days, kinds and amounts of help stay for the totals. A section head may do it at once, the system (`by`
    None) when it is due (`queries.retention`). Refused while somebody is on the list, and twice. The event says that it
    was done and nothing else; the `Erasure` says how much it was.
    """
    if by is not None:
        permissions.check_may_keep(member, by)
    member = locked(Member.objects.filter(pk=member.pk)).get()
    rules.check_can_be_erased(left=member.left_on is not None, erased=member.is_erased)
    due = due_of(member)
    member.name = member.phone = member.address = member.difficulty = member.member_key = ""
    member.erased_at = at
    member.save(update_fields=["name", "phone", "address", "difficulty", "member_key", "erased_at"])
    MemberNeed.objects.filter(member=member).delete()
    Erasure.objects.create(
        member=member,
        rule=ErasureRule.ASKED if by is not None else due.rule,
        notes=_forget_words(member) + _forget_elsewhere(member, "notes"),
        files=_forget_files(member),
        visits=_forget_elsewhere(member, "visits"),
        by=by,
        at=at,
    )
    about = [("service.member", member.id)]
    record(events.MEMBER_ERASED, county_id=member.county_id, by=by, at=at, about=about)
    return member


def erase_due(now: datetime) -> int:
    """All whose time has come; each in a transaction of its own. Gives how many."""
    today = timezone.localdate(now)
    due = [row.member for row in leaving(Member.objects.all()) if row.due_on <= today and row.left_on < today]
    for member in due:
        erase(member, by=None, at=now)
    return len(due)


def _forget_elsewhere(member: Member, counted: Counted) -> int:
    return sum(forget_words(member.id) for what, forget_words in _elsewhere if what == counted)


def _forget_words(member: Member) -> int:
    helps, promises = MemberHelp.objects.filter(member=member), HelpPromise.objects.filter(member=member)
    return (
        _blank(helps, "words")
        + _blank(promises, "words")
        + _blank(HelpMistake.objects.filter(help__member=member), "reason")
        + _blank(PromiseDropped.objects.filter(promise__member=member), "reason")
    )


def _blank(
    rows: "QuerySet[MemberHelp] | QuerySet[HelpPromise] | QuerySet[HelpMistake] | QuerySet[PromiseDropped]", name: str
) -> int:
    return rows.exclude(**{name: ""}).order_by().update(**{name: ""})


def _forget_files(member: Member) -> int:
    rows = list(MemberHelp.objects.filter(member=member).exclude(evidence=None).select_related("evidence"))
    MemberHelp.objects.filter(pk__in=[row.pk for row in rows]).update(evidence=None)
    for row in rows:
        if row.evidence is not None:
            forget(row.evidence)
    return len(rows)
