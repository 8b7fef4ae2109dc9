"""A month of visits: which day for which village. Plain values only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
NEAR_KM = 5.0
"""Villages this near are one way: whoever drives to one of them sees the other on the same day."""
MOST_A_DAY = 3


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


def tours(stops: Sequence[Stop]) -> list[list[Stop]]:
    """The route cut into days: neighbours on the way stay together, a few at most."""
    found: list[list[Stop]] = []
    for stop in stops:
        if found and len(found[-1]) < MOST_A_DAY and is_near(found[-1][-1], stop):
            found[-1].append(stop)
        else:
            found.append([stop])
    return found


def is_near(a: Stop, b: Stop) -> bool:
    """By coordinates where both have them, else of the same township."""
    if a.at and b.at:
        return kilometres(a.at, b.at) <= NEAR_KM
    town = a.path.rstrip("/").rpartition("/")[0]
    return bool(town) and town == b.path.rstrip("/").rpartition("/")[0]


def spread(
    stops: Sequence[Stop], days: Sequence[date], crowded: Mapping[str, Collection[date]]
) -> dict[str, date | None]:
    """A day for each, in the order of the route, evenly over the days there are; neighbours on the same one.

    A village does not get the day on which, or after which, somebody else is there (`crowded`): its people have work to
    do. Where no day is left that fits, it gets none and a person decides.
    """
    found: dict[str, date | None] = {}
    ways = tours(stops)
    for place, way in enumerate(ways):
        wanted = place * len(days) // max(1, len(ways))
        later_first = [*days[wanted:], *reversed(days[:wanted])]
        together = _first_free(later_first, way, crowded)
        for stop in way:
            found[stop.key] = together or _first_free(later_first, [stop], crowded)
    return found


def _first_free(days: Sequence[date], stops: Sequence[Stop], crowded: Mapping[str, Collection[date]]) -> date | None:
    busy = {day for stop in stops for day in crowded.get(stop.key, ())}
    return next((day for day in days if day not in busy and day - timedelta(days=1) not in busy), None)


def weeks(month: date) -> list[list[date]]:
    """Whole weeks from Monday that cover the month."""
    start = month - timedelta(days=month.weekday())
    count = -(-(after(month) - start).days // 7)
    return [[start + timedelta(days=7 * week + day) for day in range(7)] for week in range(count)]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """As the crow flies."""
    north, east = radians(b[0] - a[0]), radians(b[1] - a[1])
    half = sin(north / 2) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
