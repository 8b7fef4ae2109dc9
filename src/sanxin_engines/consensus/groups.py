"""Groups of people who answer alike: weighted k-means, the same for the same votes in any order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sanxin_engines.consensus.space import Points

Labels = NDArray[np.int64]
TRIES, ROUNDS, MOST, SEED = 12, 60, 5, 7
BASES = 300
"""Above this many different places the number of groups is judged on as many base groups, not on all pairs."""


def group(points: Points, weights: Points, *, k: int | None = None, least: int = 5) -> Labels:
    """Labels 0… in falling size for each of the points (n, 2); `weights` (n,) say how well each place is known.

    `k` groups where given, else the number from 2 to 5 with the best silhouette. A group of fewer than `least` people
    joins its nearest neighbour; one group is an answer too.
    """
    if k is None:
        k = _how_many(points, weights, least)
    return _in_order(_join_small(points, _k_means(points, weights, k), least))


def _k_means(points: Points, weights: Points, k: int) -> Labels:
    """The best of several starts by weighted squared distance."""
    generator = np.random.default_rng(SEED)
    best: tuple[float, Labels] | None = None
    for _ in range(TRIES if k > 1 else 1):
        labels, spread = _settle(points, weights, _starts(points, weights, k, generator))
        if best is None or spread < best[0] - 1e-9:
            best = spread, labels
    assert best is not None
    return best[1]


def _starts(points: Points, weights: Points, k: int, generator: np.random.Generator) -> Points:
    """k-means++: each further centre where people are far from the ones chosen."""
    chosen = [int(generator.choice(len(points), p=weights / weights.sum()))]
    for _ in range(k - 1):
        nearest = _squares(points, points[chosen]).min(axis=1) * weights
        total = nearest.sum()
        if total <= 0:
            break
        chosen.append(int(generator.choice(len(points), p=nearest / total)))
    return points[chosen]


def _settle(points: Points, weights: Points, centres: Points) -> tuple[Labels, float]:
    labels = _squares(points, centres).argmin(axis=1)
    for _ in range(ROUNDS):
        centres = np.array([_middle(points, weights, labels == one, centres[one]) for one in range(len(centres))])
        again = _squares(points, centres).argmin(axis=1)
        if np.array_equal(again, labels):
            break
        labels = again
    return labels, float((_squares(points, centres).min(axis=1) * weights).sum())


def _middle(points: Points, weights: Points, members: NDArray[np.bool_], before: Points) -> Points:
    return np.average(points[members], axis=0, weights=weights[members]) if members.any() else before


def _squares(points: Points, centres: Points) -> Points:
    """Squared distances, shape (points, centres)."""
    return np.asarray(((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2))


def _how_many(points: Points, weights: Points, least: int) -> int:
    places, weights = _bases(points, weights)
    best, score = 1, 0.0
    for k in range(2, min(MOST, len(points) // least, len(places) - 1) + 1):
        one = _silhouette(places, weights, _k_means(places, weights, k))
        if one > score + 1e-9:
            best, score = k, one
    return best


def _bases(points: Points, weights: Points) -> tuple[Points, Points]:
    """Equal places become one with the sum of weights; many different ones become base groups."""
    places, of = np.unique(np.round(points, 9), axis=0, return_inverse=True)
    of = of.reshape(-1)
    if len(places) > BASES:
        of = _settle(points, weights, places[np.linspace(0, len(places) - 1, BASES).astype(int)])[0]
        used, of = np.unique(of, return_inverse=True)
        places = np.array(
            [np.average(points[of == one], axis=0, weights=weights[of == one]) for one in range(len(used))]
        )
    return places, np.bincount(of, weights=weights).astype(np.float64)


def _silhouette(points: Points, weights: Points, labels: Labels) -> float:
    """Weighted mean of (distance to the nearest other group - to one's own) / the larger; Rousseeuw 1987."""
    distance = np.sqrt(_squares(points, points))
    groups = np.unique(labels)
    if len(groups) < 2:
        return 0.0
    inside = np.stack([(distance * (weights * (labels == one))[None, :]).sum(axis=1) for one in groups], axis=1)
    sizes = np.array([weights[labels == one].sum() for one in groups])
    own = labels[:, None] == groups[None, :]
    others = np.where(own, sizes[None, :] - weights[:, None], sizes[None, :])
    means = inside / np.maximum(others, 1e-12)
    a, b = means[own], np.where(own, np.inf, means).min(axis=1)
    alone = others[own] <= 1e-12
    value = np.where(alone, 0.0, (b - a) / np.maximum(np.maximum(a, b), 1e-12))
    return float(np.average(value, weights=weights))


def _join_small(points: Points, labels: Labels, least: int) -> Labels:
    """The smallest group under `least` joins the group whose middle is nearest, until none is too small."""
    while True:
        names, sizes = np.unique(labels, return_counts=True)
        if len(names) == 1 or sizes.min() >= least:
            return labels
        small = names[np.argmin(sizes)]
        rest = [one for one in names if one != small]
        middles = np.array([points[labels == one].mean(axis=0) for one in rest])
        nearest = rest[int(_squares(points[labels == small].mean(axis=0)[None, :], middles).argmin())]
        labels = np.where(labels == small, nearest, labels)


def _in_order(labels: Labels) -> Labels:
    """Group 0 is the biggest; equal ones by their first member."""
    names, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(names)), key=lambda one: (-sizes[one], first[one]))
    rename = np.empty(int(names.max()) + 1, dtype=np.int64)
    rename[names[order]] = np.arange(len(names))
    return np.asarray(rename[labels])
