"""Which pairs to weigh: all of them where that is little, else near ones, and more wherever the prices ask for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from sanxin_engines.caseload.flow import Solved
from sanxin_engines.caseload.matching import UNIT, Ints, Matching

NEAR, SAMPLED, BLOCK, SEED = 24, 6, 4_000_000, 11
WIDE, STRIDE = 256, 8_000
MORE = 6
"""How many better officers a target is offered in one round."""


def first(matching: Matching, exact_pairs: int) -> tuple[Ints, Ints]:
    """Pairs to begin with: everything up to `exact_pairs`, else the nearest, a sample of others, what is known."""
    n, m = matching.n, matching.m
    if n * m <= exact_pairs:
        return _allowed(matching, *np.divmod(np.arange(n * m), max(m, 1)))
    generator = np.random.default_rng(SEED)
    near = min(NEAR, n)
    _, nearest = cKDTree(matching.staff).query(matching.targets, k=near)
    some = generator.integers(0, n, size=(m, min(SAMPLED, n)))
    _, close = cKDTree(matching.targets).query(matching.staff, k=min(NEAR // 2, m))
    known = np.flatnonzero(matching.last >= 0)
    fixed = np.flatnonzero(matching.fixed >= 0)
    near_by = np.reshape(close, (n, -1))
    people: list[Ints] = [np.reshape(nearest, -1), some.reshape(-1), np.repeat(np.arange(n), near_by.shape[1])]
    targets: list[Ints] = [np.repeat(np.arange(m), near), np.repeat(np.arange(m), some.shape[1]), near_by.reshape(-1)]
    own = np.flatnonzero(matching.own >= 0)
    people += [matching.last[known], matching.fixed[fixed], matching.own[own]]
    targets += [known, fixed, own]
    return _allowed(matching, *_distinct(matching, np.concatenate(people), np.concatenate(targets)))


def better(matching: Matching, solved: Solved, exact_pairs: int) -> tuple[Ints, Ints, int]:
    """Pairs cheaper than the prices say they should be, and how far the plan may be from the best at most (metres).

    Every target is served once, so the total less each target's best saving is a bound nothing can go below.
    """
    if matching.n * matching.m > exact_pairs:
        return _better_near(matching, solved)
    step = max(1, BLOCK // max(matching.n, 1))
    people, targets, saving = [], [], 0
    for start in range(0, matching.m, step):
        block = np.arange(start, min(start + step, matching.m))
        costs, allowed = matching.block(block)
        costs += np.where(matching.hard[block][None, :], solved.hard[:, None], solved.easy[:, None])
        costs -= solved.of[block][None, :]
        costs[~allowed] = 0
        saving -= int(np.minimum(costs.min(axis=0), 0).sum())
        who, which = _lowest(costs)
        people.append(who)
        targets.append(block[which])
    return np.concatenate(people), np.concatenate(targets), saving


def _better_near(matching: Matching, solved: Solved) -> tuple[Ints, Ints, int]:
    """The same among each target's nearest officers. Whoever is further costs at least the way there: that bounds
    the rest (officers with a discount are among the pairs already)."""
    near = min(WIDE, matching.n)
    tree = cKDTree(matching.staff)
    cheapest = np.minimum(solved.easy.min(), 0), np.minimum(solved.hard.min(), 0)
    people, targets, saving = [], [], 0
    for start in range(0, matching.m, STRIDE):
        block = np.arange(start, min(start + STRIDE, matching.m))
        found = tree.query(matching.targets[block], k=near)
        km, who = np.reshape(found[0], (-1, near)), np.reshape(found[1], -1).astype(np.int64)
        of = np.repeat(block, near)
        hard = matching.hard[of]
        costs = matching.costs(who, of) + solved.at(who, hard) - solved.of[of]
        costs[~matching.allowed(who, of)] = 0
        table = costs.reshape(len(block), near)
        beyond = np.rint(km[:, -1] * matching.road * UNIT) + np.where(matching.hard[block], cheapest[1], cheapest[0])
        rest = np.minimum(beyond - solved.of[block], 0) if near < matching.n else np.zeros(len(block))
        saving -= int(np.minimum(table.min(axis=1), rest).clip(max=0).sum())
        rows, columns = _lowest(table.T)
        people.append(who.reshape(len(block), near)[columns, rows])
        targets.append(block[columns])
    return np.concatenate(people), np.concatenate(targets), saving


def merged(matching: Matching, one: tuple[Ints, Ints], other: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Both lists of pairs without repeats."""
    return _distinct(matching, np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]]))


def _lowest(costs: NDArray[np.int64]) -> tuple[Ints, Ints]:
    """For each column the few lowest values below zero: rows and columns."""
    promising = np.flatnonzero(costs.min(axis=0, initial=0) < 0)
    if not len(promising):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    costs = costs[:, promising]
    few = min(MORE, costs.shape[0])
    rows = np.argpartition(costs, few - 1, axis=0)[:few]
    columns = np.broadcast_to(promising, rows.shape)
    below = np.take_along_axis(costs, rows, axis=0) < 0
    return rows[below].astype(np.int64), columns[below].astype(np.int64)


def _allowed(matching: Matching, people: Ints, targets: Ints) -> tuple[Ints, Ints]:
    good = matching.allowed(people, targets)
    return people[good], targets[good]


def _distinct(matching: Matching, people: Ints, targets: Ints) -> tuple[Ints, Ints]:
    keys = np.sort(matching.keys(people.astype(np.int64), targets.astype(np.int64)))
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    return np.divmod(keys, max(matching.m, 1))
