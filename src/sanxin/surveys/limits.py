"""How often one address may begin or send, without knowing who that is.

The kernel's limits keep their counts in a file under a hash made with a lasting key, which is right for signing in.
Whoever answers was promised more: here each process counts in memory, under a hash whose key it draws anew every ten
minutes and forgets, so that nobody can ever ask which addresses answered. A whole village may share one address:
the limit is far above what people do.
"""

import hashlib
import secrets
import threading
import time
from collections import Counter

from django.http import HttpRequest

from sanxin.kernel.http.limits import address_of

WINDOW = 600
MOST_SENT = 1200
"""Pages begun or sent in ten minutes from one address and to one process: a market place behind one mast."""
MOST_WRONG = 60
"""Codes that do not exist."""


class Limiter:
    """Counts per address and kind, for one window at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since = 0.0
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def allows(self, request: HttpRequest, kind: str, most: int) -> bool:
        with self._lock:
            self._turn(time.monotonic())
            mark = hashlib.blake2b(f"{kind}\x1f{address_of(request)}".encode(), key=self._key, digest_size=16).digest()
            self._counts[mark] += 1
            return self._counts[mark] <= most

    def _turn(self, now: float) -> None:
        if not self._key or now - self._since >= WINDOW:
            self._since, self._key, self._counts = now, secrets.token_bytes(32), Counter()


limiter = Limiter()
