"""Counts and choices that hold until the next event.

Every verb writes an event into its county's chain in the same transaction, so the chain's head says whether any count
(or name on a list of choices) can have changed since it was last made. Nobody ever sees a stale number, and opening
the list does not count fifteen thousand rows ten times when nothing has happened.
"""

from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from typing import TypeVar, cast

from django.core.cache import cache

from sanxin.kernel.models import ChainHead
from sanxin.people.models import Person

T = TypeVar("T")

SECONDS = 600


class Kept:
    """What was counted for one person on one day, as things stand now; one small query."""

    def __init__(self, person: Person, today: date) -> None:
        head = ChainHead.objects.filter(county_id=person.county_id).values_list("mac", flat=True).first()
        self._state = f"{person.sight!r} {today} {head}"

    def get(self, name: str, count: Callable[[], T]) -> T:
        """What is kept under that name, or a fresh one."""
        digest = blake2b(f"{name} {self._state}".encode(), digest_size=16).hexdigest()
        return cast(T, cache.get_or_set(f"ledger.{digest}", count, SECONDS))
