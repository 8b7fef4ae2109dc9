"""Which pairs to weigh first: all of them where that is little, else near ones."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from sanxin_engines.caseload.matching import Ints, Matching

NEAR, SAMPLED, SEED = 24, 2, 11
PLACES = 6
"""Where many set out from few buildings, so many of those are looked at for each target."""


def first(matching: Matching, whole_pairs: int) -> tuple[Ints, Ints]:
    """Pairs to begin with: everything up to `whole_pairs`, else the nearest, a sample of others, what is known."""
    n, m = matching.n, matching.m
    if n * m <= whole_pairs:
        return _allowed(matching, *np.divmod(np.arange(n * m), max(m, 1)))
    generator = np.random.default_rng(SEED)
    nearest, near_targets = _near(matching)
    some = generator.integers(0, n, size=(m, min(SAMPLED, n)))
    _, close = cKDTree(matching.targets).query(matching.staff, k=min(NEAR // 2, m))
    known = np.flatnonzero(matching.last >= 0)
    fixed = np.flatnonzero(matching.fixed >= 0)
    near_by = np.reshape(close, (n, -1))
    people: list[Ints] = [nearest, some.reshape(-1), np.repeat(np.arange(n), near_by.shape[1])]
    targets: list[Ints] = [near_targets, np.repeat(np.arange(m), some.shape[1]), near_by.reshape(-1)]
    own = np.flatnonzero(matching.own >= 0)
    people += [matching.last[known], matching.fixed[fixed], matching.own[own]]
    targets += [known, fixed, own]
    return _allowed(matching, *_distinct(matching, np.concatenate(people), np.concatenate(targets)))


def _near(matching: Matching) -> tuple[Ints, Ints]:
    """For each target officers of the nearest places, at each place others by turns: where all set out from one
    building, every target has somebody else to begin with."""
    places, where = np.unique(matching.staff, axis=0, return_inverse=True)
    order = np.argsort(where, kind="stable")
    many = np.bincount(where.reshape(-1), minlength=len(places))
    starts = np.cumsum(many) - many
    crowded = len(places) < matching.n // 2
    near = min(PLACES if crowded else NEAR, len(places))
    each = min(NEAR // near + 1, matching.n) if crowded else 1
    _, found = cKDTree(places).query(matching.targets, k=near)
    place = np.repeat(np.reshape(found, -1), each)
    turn = np.arange(len(place)) % each + np.repeat(np.arange(matching.m) * each, near * each)
    who = order[starts[place] + turn % many[place]]
    return who.astype(np.int64), np.repeat(np.arange(matching.m), near * each)


def merged(matching: Matching, one: tuple[Ints, Ints], other: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Both lists of pairs without repeats."""
    return _distinct(matching, np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]]))


def _allowed(matching: Matching, people: Ints, targets: Ints) -> tuple[Ints, Ints]:
    good = matching.allowed(people, targets)
    return people[good], targets[good]


def _distinct(matching: Matching, people: Ints, targets: Ints) -> tuple[Ints, Ints]:
    keys = np.sort(matching.keys(people.astype(np.int64), targets.astype(np.int64)))
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    return np.divmod(keys, max(matching.m, 1))
