"""Bulletins told to villages, taken down, and counted when they are opened."""

from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.public import events
from sanxin.public.actions.claims import claim, note, settle
from sanxin.public.models import (
    Bulletin,
    BulletinPublication,
    BulletinReads,
    BulletinStage,
    BulletinWithdrawal,
)
from sanxin.public.permissions import bulletins as permissions
from sanxin.public.rules import bulletins as rules


@action
def publish(
    bulletin: Bulletin, *, from_on: date, until_on: date | None = None, seen: int, by: Person, at: datetime
) -> BulletinPublication:
    """Tell the villages it was written for what was approved, from a day on. Once a version."""
    permissions.check_may_write(by, bulletin.office_id)
    bulletin = claim(bulletin, seen=seen)
    version = bulletin.newest
    rules.check_approved(bulletin.stage == BulletinStage.APPROVED)
    assert version is not None
    rules.check_days(from_on, until_on, timezone.localdate(at))
    row = BulletinPublication.objects.create(
        version=version, office_id=bulletin.office_id, from_on=from_on, until_on=until_on, by=by, at=at
    )
    row.places.set(bulletin.places.all())
    settle(bulletin, BulletinStage.PUBLISHED)
    note(events.PUBLISHED, bulletin, by=by, at=at, version=version.number, day=from_on.isoformat())
    return row


@action
def withdraw(bulletin: Bulletin, *, reason: str, seen: int, by: Person, at: datetime) -> BulletinWithdrawal:
    """Take it down from all doors at once."""
    permissions.check_may_withdraw(by, bulletin.office_id)
    bulletin = claim(bulletin, seen=seen)
    up = BulletinPublication.objects.filter(version__bulletin=bulletin, withdrawal=None).first()
    rules.check_published(bulletin.stage == BulletinStage.PUBLISHED and up is not None)
    assert up is not None
    rules.check_reason(reason)
    row = BulletinWithdrawal.objects.create(publication=up, reason=reason.strip(), by=by, at=at)
    settle(bulletin, BulletinStage.WITHDRAWN)
    note(events.WITHDRAWN, bulletin, by=by, at=at, reason=row.reason)
    return row


def count_read(publication: BulletinPublication, *, on: date) -> None:
    """One more on that day: one statement, and nothing about who. No event: nobody of the office did anything."""
    rows = BulletinReads.objects.filter(publication=publication, day=on)
    if not rows.update(count=F("count") + 1):
        BulletinReads.objects.bulk_create([BulletinReads(publication=publication, day=on)], ignore_conflicts=True)
        rows.update(count=F("count") + 1)
