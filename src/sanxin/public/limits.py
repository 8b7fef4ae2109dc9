"""How often one address may open, send or guess, without knowing who that is.

Each process counts in memory, under a hash whose key it draws anew every ten minutes and forgets, so that nobody can
ever ask which addresses were here. A whole village may share one address: the limits are far above what people do.
"""

import hashlib
import secrets
import threading
import time
from collections import Counter

from django.http import HttpRequest

from sanxin.kernel.http.limits import address_of

WINDOW = 600
MOST_SENT = 600
"""Pages sent in ten minutes from one address and to one process: a market place behind one mast."""
MOST_WRONG = 60
"""Codes, numbers and secrets that are not right."""


class Limiter:
    """Counts per address and kind, for one window at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since = 0.0
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def allows(self, request: HttpRequest, kind: str, most: int) -> bool:
        """Once more by this address: whether that is within the limit."""
        with self._lock:
            now = time.monotonic()
            if not self._key or now - self._since >= WINDOW:
                self._since, self._key, self._counts = now, secrets.token_bytes(32), Counter()
            said = f"{kind}\x1f{address_of(request)}".encode()
            mark = hashlib.blake2b(said, key=self._key, digest_size=16).digest()
            self._counts[mark] += 1
            return self._counts[mark] <= most


limiter = Limiter()
