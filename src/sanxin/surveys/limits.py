"""How often one address may begin or send, without knowing who that is.

Addresses are never stored: each process keeps counts in memory under a hash whose key it draws anew every ten
minutes and then forgets. A whole village may share one address, so the limit is far above what people do.
"""

import hashlib
import secrets
import threading
import time
from collections import Counter

from django.conf import settings
from django.http import HttpRequest

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


def address_of(request: HttpRequest) -> str:
    """Who is on the line; behind our one proxy, whom it names last."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
