"""How often something was asked for lately, counted by all server processes together.

A small SQLite file of its own (`SANXIN_HOME/limits.sqlite3`), so that counting waits for nobody who writes, and a page
that only reads stays one. It may be deleted at any time; what is over is forgotten by itself.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

log = logging.getLogger("sanxin.limits")

PATIENCE = 1.0
"""Seconds to wait for another process; counting takes a thousandth of one."""
_TABLE = "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, ends INTEGER NOT NULL, n INTEGER NOT NULL)"
_ONE_MORE = "INSERT INTO counts VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET n = n + 1 RETURNING n"


def one_more(key: str, *, ends: int, now: int) -> int:
    """The count of `key` with this one. Nothing is refused because counting failed: then it is 0."""
    try:
        with closing(_opened()) as counts:
            done = int(counts.execute(_ONE_MORE, (key, ends)).fetchone()[0])
            if done == 1:
                counts.execute("DELETE FROM counts WHERE ends <= ?", (now,))
            return done
    except (sqlite3.Error, OSError):
        log.exception("requests are not counted")
        return 0


def forget_all() -> None:
    """For tests, and for whoever changed the limits and wants to begin anew."""
    place().unlink(missing_ok=True)


def place() -> Path:
    return Path(settings.HOME) / "limits.sqlite3"


def _opened() -> sqlite3.Connection:
    counts = sqlite3.connect(place(), timeout=PATIENCE, isolation_level=None)
    counts.execute("PRAGMA synchronous = OFF")  # a count lost with the power is no loss
    counts.execute(_TABLE)
    return counts
