"""Whose address is it? A letter goes there with a link; opened by the signed-in person, it is believed from then on.

The link names nobody: it is signed, holds for three days, and fits one person with one address only.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from sanxin.kernel import clock
from sanxin.kernel.models import NoticeAddress, NoticeMessage

SALT = "sanxin.kernel.notices.address"
GOOD_FOR = timedelta(days=3)
MOST_A_DAY = 5
"""Letters to whatever address somebody types: enough to mend a slip, too few to be a nuisance to a stranger."""

_page: Callable[[str], str] | None = None


def register(page: Callable[[str], str]) -> None:
    """The room that has people tells where a link leads."""
    global _page
    _page = page


def ask(row: NoticeAddress, *, county_id: UUID, at: datetime) -> NoticeMessage:
    """Write the letter; it goes out with the next that do."""
    row.asked_at = at
    row.save(update_fields=["asked_at"])
    return NoticeMessage.objects.create(
        county_id=county_id,
        person_id=row.person_id,
        on=timezone.localdate(at),
        is_test=True,
        made_at=at,
        next_try_at=at,
    )


def ask_those(persons: Collection[UUID], *, county_id: UUID, at: datetime) -> None:
    """Those who gave an address while there was no mail, or before addresses were confirmed; once."""
    for row in NoticeAddress.objects.filter(person_id__in=persons, confirmed_at=None, asked_at=None):
        ask(row, county_id=county_id, at=at)


def asked_lately(person_id: UUID, at: datetime) -> int:
    """Letters of the last day."""
    return NoticeMessage.objects.filter(person_id=person_id, is_test=True, made_at__gt=at - timedelta(days=1)).count()


def link_to(row: NoticeAddress) -> str:
    assert _page is not None  # people.apps
    return f"{settings.SITE_ADDRESS.rstrip('/')}{_page(token_of(row, clock.now() + GOOD_FOR))}"


def token_of(row: NoticeAddress, until: datetime) -> str:
    return signing.dumps([_fingerprint(row), int(until.timestamp())], salt=SALT)


def fits(token: str, row: NoticeAddress, now: datetime) -> bool:
    """Signed by us, for this person and the address as it stands, and not too old."""
    try:
        fingerprint, until = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return False
    return bool(fingerprint == _fingerprint(row) and now.timestamp() <= until)


def _fingerprint(row: NoticeAddress) -> str:
    said = f"{row.person_id}/{row.address}/{row.set_at.timestamp()}"
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()[:32]
