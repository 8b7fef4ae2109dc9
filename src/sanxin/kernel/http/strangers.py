"""How often one address may open, send or guess on pages for strangers, without knowing who that is.

`kernel.http.limits` keeps its counts in a file under a hash made with a lasting key, which is right for signing in.
Strangers were promised more: each process counts in memory, under a hash whose key it draws anew every ten minutes and
forgets, so that nobody can ever ask which addresses were here. A whole village may share one address: the limits of a
room are far above what people do.
"""

import hashlib
import secrets
import threading
import time
from collections import Counter

from django.http import HttpRequest

from sanxin.kernel.http.limits import address_of

WINDOW = 600
"""Seconds after which everything counted is forgotten, the key included."""


class StrangerLimiter:
    """Counts per address and kind, for one window at a time. A room keeps one of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since = 0.0
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def allows(self, request: HttpRequest, kind: str, most: int) -> bool:
        """Once more by this address: whether that is within the limit."""
        with self._lock:
            self._turn(time.monotonic())
            said = f"{kind}\x1f{address_of(request)}".encode()
            mark = hashlib.blake2b(said, key=self._key, digest_size=16).digest()
            self._counts[mark] += 1
            return self._counts[mark] <= most

    def _turn(self, now: float) -> None:
        if not self._key or now - self._since >= WINDOW:
            self._since, self._key, self._counts = now, secrets.token_bytes(32), Counter()
