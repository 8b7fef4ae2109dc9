"""What an office may say of itself to strangers: twelve months, and no number small enough to point at somebody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.ledger.models import StrikeOff
from sanxin.service.models import Reply, Solved, Voice

LEAST = 5
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Number:
    label: str
    value: int | None
    """None: fewer than five, not said."""


def numbers_of(office_id: UUID, now: datetime) -> list[Number]:
    """Heard, answered, done, solved by the people's own word. Four queries."""
    since = now - YEAR
    replies = Reply.objects.filter(voice__office=office_id, at__gte=since)
    solved = replies.filter(solved=Solved.YES, strike_off__reopening=None, answer__reopening=None)
    done = StrikeOff.objects.in_force().filter(item__office=office_id, at__gte=since)
    return [
        Number(_("听到"), shown(Voice.objects.filter(office=office_id, heard_at__gte=since).count())),
        Number(_("办好"), shown(done.values("item").distinct().count())),
        Number(_("回了话"), shown(replies.order_by().values("voice").distinct().count())),
        Number(_("本人说解决了"), shown(solved.order_by().values("voice").distinct().count())),
    ]


def shown(count: int) -> int | None:
    """Nothing at all is no secret."""
    return count if count == 0 or count >= LEAST else None
