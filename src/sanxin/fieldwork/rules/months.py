"""A month of visits: which day for which village. Plain values only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Stop:
    """A village that is due."""

    key: str
    path: str
    """Its place in the tree: villages of a township stand together."""
    at: tuple[float, float] | None = None
    """Latitude and longitude, where they are known."""


def first_of(day: date) -> date:
    return day.replace(day=1)


def after(month: date) -> date:
    """The first day of the month after."""
    return (month + timedelta(days=31)).replace(day=1)


def before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def route(stops: Sequence[Stop]) -> list[Stop]:
    """By nearness where all coordinates are known, always on to the nearest; else township by township."""
    ordered = sorted(stops, key=lambda stop: stop.path)
    known = {stop.key: stop.at for stop in ordered if stop.at}
    if len(known) < len(ordered):
        return ordered
    rest, found = ordered[1:], ordered[:1]
    while rest:
        here = known[found[-1].key]
        nearest = min(rest, key=lambda stop: (kilometres(here, known[stop.key]), stop.path))
        rest.remove(nearest)
        found.append(nearest)
    return found


def spread(
    stops: Sequence[Stop], days: Sequence[date], crowded: Mapping[str, Collection[date]]
) -> dict[str, date | None]:
    """A day for each, in the order of the route, evenly over the days there are.

    A village does not get the day on which, or after which, somebody else is there (`crowded`): its people have work to
    do. Where no day is left that fits, it gets none and a person decides.
    """
    found: dict[str, date | None] = {}
    for place, stop in enumerate(stops):
        wanted = place * len(days) // max(1, len(stops))
        later_first = [*days[wanted:], *reversed(days[:wanted])]
        busy = crowded.get(stop.key, ())
        fits = (day for day in later_first if day not in busy and day - timedelta(days=1) not in busy)
        found[stop.key] = next(fits, None)
    return found


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """As the crow flies."""
    north, east = radians(b[0] - a[0]), radians(b[1] - a[1])
    half = sin(north / 2) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
