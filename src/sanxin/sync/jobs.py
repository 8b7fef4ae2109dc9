"""What the offline door has done now and then."""

from datetime import datetime, timedelta

from sanxin.kernel import chores
from sanxin.sync.actions import parts
from sanxin.sync.models import Receipt

KEPT = timedelta(days=400)
"""A phone may lie in a drawer for a year. Later its visits are still known by their own ids, and refused as such."""


def forget_receipts(now: datetime) -> int:
    """Gives how many went."""
    count, _by_model = Receipt.objects.filter(at__lt=now - KEPT).delete()
    return count


chores.daily(forget_receipts)
chores.daily(parts.forget)
