"""Row locks, with a switch that only race tests throw.

A race test is worth something only if it fails without the lock, so tests show the race
with `switched_off()` first. On SQLite the lock is the IMMEDIATE transaction itself, hence
the switch also keeps `action` from opening one.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

_off = False


def are_off() -> bool:
    return _off


def locked(rows: QuerySet[M]) -> QuerySet[M]:
    """The same rows, held until the transaction ends."""
    if _off:
        time.sleep(0.01)  # widen the gap between reading and writing, so that the race shows
        return rows
    return rows.select_for_update()


@contextmanager
def switched_off() -> Iterator[None]:
    """For race tests only: no locks, no transactions, in the whole process."""
    global _off
    _off = True
    try:
        yield
    finally:
        _off = False
