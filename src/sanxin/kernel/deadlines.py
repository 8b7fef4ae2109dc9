"""What a changed day table moves: rooms that keep deadlines count theirs, and whoever changes a day is told.

    # an app's deadlines.py, found by itself
    register(_("台账"), lights_changed)     # lights_changed(county_id, before, after, today) -> int

Deadlines are days and stay; what moves is how many working days are left, and with them the light.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django_stubs_ext import StrOrPromise

from sanxin_engines.workdays import Calendar

Count = Callable[[UUID, Calendar, Calendar, date], int]
"""How many open things of a county have another light under the second calendar than under the first."""


@dataclass(frozen=True)
class Moved:
    label: StrOrPromise
    count: int


_counts: list[tuple[StrOrPromise, Count]] = []


def register(label: StrOrPromise, count: Count) -> None:
    _counts.append((label, count))


def moved(county_id: UUID, before: Calendar, after: Calendar, today: date) -> list[Moved]:
    """Kinds of things of which at least one has changed its light."""
    told = [Moved(label, count(county_id, before, after, today)) for label, count in _counts]
    return [one for one in told if one.count]
