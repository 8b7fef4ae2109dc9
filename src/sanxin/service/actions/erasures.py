"""Whoever is off the list is forgotten: what the office knew of them goes, that somebody was helped stays."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import Member, NeedKind
from sanxin.service.permissions import members as permissions
from sanxin.service.rules import retention as rules


@action
def erase(member: Member, *, by: Person | None, at: datetime) -> Member:
    """Name, phone, need and the key made from them go for good; village and days stay for the totals.

    A section head may do it at once, the system (`by` None) when the months of MEMBER_KEPT_MONTHS have passed. Refused
    while somebody is on the list, and twice. The event says that it was done and nothing else.
    """
    if by is not None:
        permissions.check_may_keep(member, by)
    member = locked(Member.objects.filter(pk=member.pk)).get()
    rules.check_can_be_erased(left=member.left_on is not None, erased=member.is_erased)
    member.name = member.phone = member.difficulty = member.member_key = ""
    member.need_kind, member.erased_at = NeedKind.OTHER, at
    member.save(update_fields=["name", "phone", "difficulty", "member_key", "need_kind", "erased_at"])
    about = [("service.member", member.id)]
    record(events.MEMBER_ERASED, county_id=member.county_id, by=by, at=at, about=about)
    return member


def erase_due(now: datetime) -> int:
    """All whose time has come; each in a transaction of its own. Gives how many."""
    today, months = timezone.localdate(now), settings.MEMBER_KEPT_MONTHS
    left = Member.objects.filter(left_on__lt=today, erased_at=None).values_list("pk", "left_on")
    due = [pk for pk, left_on in left if left_on and rules.erased_on(left_on, months) <= today]
    for member in Member.objects.filter(pk__in=due):
        erase(member, by=None, at=now)
    return len(due)
