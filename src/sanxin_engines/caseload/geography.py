"""Kilometres between places, and a place for whoever has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from sanxin_engines.caseload.instance import Instance, Member, Staff, Village

Floats = NDArray[np.float64]
KM_PER_DEGREE = 111.195
TOWNSHIP = 9
"""Digits of a division's code that name its township."""


def located(instance: Instance) -> tuple[Floats, Floats, Floats]:
    """Kilometres east and north of the middle: staff, villages and members, each of shape (n, 2).

    Where coordinates are missing: a member stands in the village; a village in the middle of its township (the first
    nine digits of its code); an officer in the middle of the unit; all of them else in the middle of everything.
    """
    everything: list[Village | Member | Staff] = [*instance.villages, *instance.members, *instance.staff]
    known = [(one.lat, one.lon) for one in everything if one.lat is not None and one.lon is not None]
    middle = _mean(known) if known else (0.0, 0.0)
    villages = _filled(
        [(one.lat, one.lon) for one in instance.villages], [one.id[:TOWNSHIP] for one in instance.villages], middle
    )
    place = dict(zip((one.id for one in instance.villages), villages, strict=True))
    members = [
        (one.lat, one.lon) if one.lat is not None and one.lon is not None else place.get(one.village, middle)
        for one in instance.members
    ]
    staff = _filled([(one.lat, one.lon) for one in instance.staff], [one.unit for one in instance.staff], middle)
    return _flat(staff, middle), _flat(villages, middle), _flat(members, middle)


def distances(one: Floats, other: Floats) -> Floats:
    """Straight lines in kilometres, shape (len(one), len(other))."""
    squares = one @ (-2 * other.T)
    squares += (one**2).sum(axis=1)[:, None]
    squares += (other**2).sum(axis=1)[None, :]
    np.maximum(squares, 0.0, out=squares)
    return np.asarray(np.sqrt(squares, out=squares))


def between(one: Floats, other: Floats) -> Floats:
    """Straight lines in kilometres between rows that belong together, shape (n,)."""
    return np.asarray(np.sqrt(((one - other) ** 2).sum(axis=1)))


def _filled(
    places: Sequence[tuple[float | None, float | None]], groups: Sequence[str], middle: tuple[float, float]
) -> list[tuple[float, float]]:
    known = defaultdict(list)
    for (lat, lon), group in zip(places, groups, strict=True):
        if lat is not None and lon is not None:
            known[group].append((lat, lon))
    means = {group: _mean(found) for group, found in known.items()}
    return [
        (lat, lon) if lat is not None and lon is not None else means.get(group, middle)
        for (lat, lon), group in zip(places, groups, strict=True)
    ]


def _mean(places: Iterable[tuple[float | None, float | None]]) -> tuple[float, float]:
    table = np.array(list(places), dtype=np.float64)
    return float(table[:, 0].mean()), float(table[:, 1].mean())


def _flat(places: Sequence[tuple[float | None, float | None]], middle: tuple[float, float]) -> Floats:
    """A plane touching the globe in the middle: within a province the error stays under a hundredth."""
    table = np.array(places, dtype=np.float64).reshape(-1, 2)
    east = (table[:, 1] - middle[1]) * KM_PER_DEGREE * np.cos(np.radians((table[:, 0] + middle[0]) / 2))
    return np.stack([east, (table[:, 0] - middle[0]) * KM_PER_DEGREE], axis=1)
