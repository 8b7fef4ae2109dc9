"""What members in difficulty agreed to, and took back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.locks import locked
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import Consent, ConsentWay, ConsentWithdrawal, Member, Purpose
from sanxin.service.permissions import members as permissions
from sanxin.service.rules import consents as rules

if TYPE_CHECKING:
    from sanxin.service.actions.members import NewMember

BATCH = 1000


def agreed(pairs: Sequence[tuple[Member, NewMember]], *, by: Person, at: datetime) -> None:
    """Inside the transaction of registering: a row for the list, and one for whatever else they agreed to."""
    today = timezone.localdate(at)
    rows = [
        Consent(
            id=new_id(),
            member=member,
            purpose=purpose,
            given_on=new.consent_on or today,
            way=new.consent_way,
            given_to=new.consent_to or by,
            noted_by=by,
            noted_at=at,
        )
        for member, new in pairs
        for purpose in dict.fromkeys((Purpose.LIST.value, *new.purposes))
    ]
    Consent.objects.bulk_create(rows, batch_size=BATCH)


@action
def give(
    member: Member, *, purpose: str, given_on: date, way: str, given_to: Person, by: Person, at: datetime
) -> Consent:
    """They agreed to something more. Refused where that consent is in force, or they are off the list."""
    permissions.check_may_look_after(member, by)
    permissions.check_may_be_contacts(member.office_id, [given_to])
    rules.check_said(way, [purpose], ways=ConsentWay.values, purposes=Purpose.values)
    rules.check_given(given_on, today=timezone.localdate(at))
    member = locked(Member.objects.filter(pk=member.pk)).get()
    rules.check_listed(left=member.left_on is not None)
    rules.check_new(in_force=Consent.objects.in_force().filter(member=member, purpose=purpose).exists())
    row = Consent.objects.create(
        member=member, purpose=purpose, given_on=given_on, way=way, given_to=given_to, noted_by=by, noted_at=at
    )
    facts = {"purpose": purpose, "way": way, "day": given_on.isoformat()}
    _record(events.CONSENT_GIVEN, member, by=by, at=at, facts=facts)
    return row


@action
def withdraw(consent: Consent, *, on: date, way: str, by: Person, at: datetime) -> ConsentWithdrawal:
    """They took it back. Without the one to be listed nobody stays on the list: it closes that day, and what is known
    of them goes after MEMBER_WITHDRAWN_DAYS.
    """
    permissions.check_may_look_after(consent.member, by)
    rules.check_said(way, [], ways=ConsentWay.values, purposes=())
    member = locked(Member.objects.filter(pk=consent.member_id)).get()
    known = ConsentWithdrawal.objects.filter(consent=consent).exists()
    rules.check_can_be_withdrawn(on, given_on=consent.given_on, today=timezone.localdate(at), withdrawn=known)
    row = ConsentWithdrawal.objects.create(consent=consent, on=on, way=way, by=by, at=at)
    facts = {"purpose": consent.purpose, "day": on.isoformat()}
    _record(events.CONSENT_WITHDRAWN, member, by=by, at=at, facts=facts)
    if consent.purpose == Purpose.LIST and member.left_on is None:
        member.left_on = on
        member.save(update_fields=["left_on"])
        _record(events.MEMBER_ENDED, member, by=by, at=at, facts={"day": on.isoformat()})
    return row


def _record(name: str, member: Member, *, by: Person, at: datetime, facts: dict[str, str]) -> None:
    record(name, county_id=member.county_id, by=by, at=at, about=[("service.member", member.id)], facts=facts)
