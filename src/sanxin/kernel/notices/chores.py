"""What the worker does for notices every few minutes."""

import logging
from datetime import datetime, timedelta

from sanxin.kernel.models import Notice, NoticeMessage
from sanxin.kernel.notices.digests import gather
from sanxin.kernel.notices.outbox import send_due

logger = logging.getLogger("sanxin.notices")

KEPT = timedelta(days=180)


def deliver(now: datetime) -> None:
    """Make the digests that are due, send what waits. Whatever goes wrong stays here: other chores go on."""
    try:
        gather(now)
        send_due(now)
    except Exception:  # a robot's host or the mail server must never keep the other chores from being done
        logger.exception("notices failed")


def forget_old(now: datetime) -> None:
    """Half a year is long enough to look up what went out."""
    Notice.objects.filter(queued_at__lt=now - KEPT).delete()
    old = NoticeMessage.objects.filter(made_at__lt=now - KEPT).exclude(sent_at=None, dead_at=None)
    old.filter(notices=None).delete()
