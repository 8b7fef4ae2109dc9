"""When things happen in the demo: in office hours, in order, never after now."""

import random
from datetime import datetime, timedelta

from sanxin.ledger.models import Item


class Times:
    def __init__(self, now: datetime, rng: random.Random) -> None:
        self.now, self.rng = now, rng

    def ago(self, days: int, hour: int) -> datetime:
        at = (self.now - timedelta(days=days)).replace(hour=hour, minute=self.rng.randint(0, 59), second=0)
        return min(at, self.now - timedelta(minutes=30))

    def after(self, item: Item, days: int) -> datetime:
        """Some days after opening."""
        at = item.opened_at + timedelta(days=days, hours=self.rng.randint(0, 6), minutes=self.rng.randint(0, 59))
        return min(at, self.now - timedelta(minutes=5))

    def later(self, at: datetime, *, hours: int) -> datetime:
        return min(at + timedelta(hours=hours, minutes=self.rng.randint(0, 59)), self.now - timedelta(minutes=2))
