"""Compare the prices with every pair there is, without looking at every pair: who is too far cannot be cheaper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from sanxin_engines.caseload.flow import Solved
from sanxin_engines.caseload.geography import Floats
from sanxin_engines.caseload.matching import UNIT, Ints, Matching

BLOCK = 2_000_000
WIDE, STRIDE = 256, 8_000
SHARES = 0.02, 0.1, 0.4
"""Officers are looked through in groups of like price, the cheapest few by themselves: they reach furthest."""
MOSTLY = 0.25
MORE = 6
"""How many better officers a target is offered in one round."""


@dataclass(frozen=True)
class Better:
    """Pairs cheaper than the prices say they should be, and how far the plan may be from the best at most (metres).

    Every target is served once, so the total less each target's best saving is a bound nothing can go below.
    """

    people: Ints
    targets: Ints
    saving: int
    whole: bool
    """Every pair was compared, not near ones alone."""


def better(matching: Matching, solved: Solved, exact_pairs: int) -> Better:
    """Compare with all pairs as long as not more than `exact_pairs` are near enough to matter; else with near ones.

    A pair with a discount is among those that were weighed, so it keeps to the prices anyway; any other costs the way,
    and is cheaper only within a circle about the target.
    """
    circles = list(_circles(matching, solved))
    if sum(int(one.counts.sum()) for one in circles) > exact_pairs:
        return _near(matching, solved)
    found = [_cheaper(matching, solved, *pairs) for one in circles for pairs in one.pairs()]
    return _best([one[0] for one in found], [one[1] for one in found], [one[2] for one in found], whole=True)


@dataclass(frozen=True)
class _Circles:
    """Some targets, some officers, and how far the former reach."""

    tree: cKDTree
    people: Ints
    targets: Ints
    middles: Floats
    km: Floats
    counts: Ints

    def pairs(self) -> Iterator[tuple[Ints, Ints]]:
        """Block by block, so that memory stays small."""
        block = np.cumsum(self.counts) // BLOCK
        for number in np.unique(block):
            rows = np.flatnonzero((block == number) & (self.counts > 0))
            everybody = len(rows) * len(self.people)
            if self.counts[rows].sum() > MOSTLY * everybody:  # cheaper to look at all than to pick
                yield np.tile(self.people, len(rows)), np.repeat(self.targets[rows], len(self.people))
                continue
            inside = self.tree.query_ball_point(self.middles[rows], self.km[rows], return_sorted=False)
            counts = self.counts[rows]
            who = np.fromiter((one for some in inside for one in some), dtype=np.int64, count=int(counts.sum()))
            yield self.people[who], np.repeat(self.targets[rows], counts)


def _circles(matching: Matching, solved: Solved) -> Iterator[_Circles]:
    for hard, at in ((False, solved.easy), (True, solved.hard)):
        targets = np.flatnonzero(matching.hard == hard)
        if not len(targets):
            continue
        order = np.argsort(at, kind="stable")
        for people in np.split(order, [int(share * matching.n) for share in SHARES]):
            if not len(people):
                continue
            km = (solved.of[targets] - at[people[0]] + 1) / (matching.road * UNIT)
            if matching.most_km is not None:
                km = np.minimum(km, matching.most_km)
            reached = km >= 0
            tree, middles = cKDTree(matching.staff[people]), matching.targets[targets[reached]]
            counts = np.asarray(tree.query_ball_point(middles, km[reached], return_length=True), dtype=np.int64)
            yield _Circles(tree, people, targets[reached], middles, km[reached], counts)


def _cheaper(matching: Matching, solved: Solved, people: Ints, targets: Ints) -> tuple[Ints, Ints, Ints]:
    """Those of these pairs that cost less than the prices say, and by how much (below zero)."""
    costs = matching.costs(people, targets) + solved.at(people, matching.hard[targets]) - solved.of[targets]
    low = np.flatnonzero(costs < 0)
    low = low[matching.allowed(people[low], targets[low])]
    return people[low], targets[low], costs[low]


def _best(people: list[Ints], targets: list[Ints], costs: list[Ints], *, whole: bool) -> Better:
    """The few cheapest of each target, and what the cheapest of each save together."""
    empty = np.empty(0, dtype=np.int64)
    who, which, cost = (np.concatenate([empty, *one]) for one in (people, targets, costs))
    order = np.lexsort((who, cost, which))
    who, which, cost = who[order], which[order], cost[order]
    starts = np.flatnonzero(np.append(True, which[1:] != which[:-1])) if len(which) else empty
    rank = np.arange(len(which)) - np.repeat(starts, np.diff(np.append(starts, len(which))))
    few = rank < MORE
    return Better(who[few], which[few], -int(cost[starts].sum()), whole)


def _near(matching: Matching, solved: Solved) -> Better:
    """The same among each target's nearest officers. Whoever is further costs at least the way there: that bounds
    the rest."""
    near = min(WIDE, matching.n)
    tree = cKDTree(matching.staff)
    cheapest = np.minimum(solved.easy.min(), 0), np.minimum(solved.hard.min(), 0)
    found, saving = [], 0
    for start in range(0, matching.m, STRIDE):
        block = np.arange(start, min(start + STRIDE, matching.m))
        km, who = tree.query(matching.targets[block], k=near)
        km, of = np.reshape(km, (-1, near)), np.repeat(block, near)
        cheaper = _cheaper(matching, solved, np.reshape(who, -1).astype(np.int64), of)
        beyond = np.rint(km[:, -1] * matching.road * UNIT) + np.where(matching.hard[block], cheapest[1], cheapest[0])
        rest = np.minimum(beyond - solved.of[block], 0) if near < matching.n else np.zeros(len(block))
        saving -= int(np.minimum(_lowest(cheaper, block), rest).sum())
        found.append(cheaper)
    made = _best([one[0] for one in found], [one[1] for one in found], [one[2] for one in found], whole=False)
    return Better(made.people, made.targets, saving, whole=False)


def _lowest(cheaper: tuple[Ints, Ints, Ints], block: Ints) -> NDArray[np.int64]:
    """What the cheapest pair of each target of a block saves, 0 where there is none."""
    lowest = np.zeros(len(block), dtype=np.int64)
    np.minimum.at(lowest, cheaper[1] - block[0], cheaper[2])
    return lowest
