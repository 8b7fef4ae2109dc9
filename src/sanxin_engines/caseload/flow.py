"""The exact answer on given pairs: a minimum cost flow, and the prices that prove it.

source → officer (the floor first, then ever dearer up to the ceiling) → [hard cases, ever dearer] → target.
A target nobody serves is paid for at a price above everything else, so there is always an answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from sanxin_engines.caseload.matching import Ints, Matching

ROUNDS = 5000


@dataclass(frozen=True)
class Solved:
    """`owner` of each target (-1: nobody), `total` in metres with all prices, and the prices of staff and targets.

    `fines` is the part of the total that is no way and no price of the rules, only stands for what could not be done.
    Giving target j to officer i would add at least cost(i, j) + at[i, hard j] - of[j].
    """

    owner: Ints
    total: int
    easy: Ints
    hard: Ints
    of: Ints
    fines: int

    def at(self, people: Ints, hard: NDArray[np.bool_]) -> Ints:
        return np.where(hard, self.hard[people], self.easy[people])


@dataclass(frozen=True)
class _Arcs:
    tail: Ints
    head: Ints
    capacity: Ints
    cost: Ints


def solve(matching: Matching, people: Ints, targets: Ints, costs: Ints) -> Solved:
    """The best plan on these pairs (k,), each allowed, with costs in metres."""
    floor_price, unserved = _prices(matching)
    arcs = _network(matching, people, targets, costs, floor_price, unserved)
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, arcs.capacity, arcs.cost)
    n, m = matching.n, matching.m
    nodes = np.concatenate([[0], 1 + 2 * n + np.arange(m)])
    flow.set_nodes_supplies(nodes, np.concatenate([[m], np.full(m, -1)]))
    status = flow.solve()
    assert status == flow.OPTIMAL, status
    used = np.asarray(flow.flows(np.arange(len(arcs.tail))), dtype=np.int64)
    first = len(arcs.tail) - len(people)
    owner = np.full(m, -1, dtype=np.int64)
    chosen = used[first:] > 0
    owner[targets[chosen]] = people[chosen]
    price = _potentials(arcs, used, 1 + 2 * n + m)
    low = np.minimum(matching.low, matching.high)
    given = np.bincount(owner[owner >= 0], minlength=n)
    fines = int(np.maximum(low - given, 0).sum()) * floor_price + int((owner < 0).sum()) * unserved
    return Solved(
        owner,
        int(flow.optimal_cost()) + int(low.sum()) * floor_price,
        price[1 : 1 + n],
        price[1 + n : 1 + 2 * n],
        price[1 + 2 * n :],
        fines,
    )


def _prices(matching: Matching) -> tuple[int, int]:
    """A floor unmet costs more than any way or change; a target unserved more than a chain of such. The same whichever
    pairs are solved, so that totals can be compared."""
    span = matching.longest + matching.change + matching.own_discount + 1
    most = int(matching.high.max(initial=1))
    floor = 4 * (span + (matching.balance + matching.hard_price) * most)
    return floor, 400 * floor


def _network(matching: Matching, people: Ints, targets: Ints, costs: Ints, floor: int, unserved: int) -> _Arcs:
    n, m = matching.n, matching.m
    staff = 1 + np.arange(n)
    low = np.minimum(matching.low, matching.high)
    beyond = np.repeat(np.arange(n), matching.high - low)
    step = np.arange(len(beyond)) - np.repeat(
        np.cumsum(matching.high - low) - (matching.high - low), matching.high - low
    )
    of_hard = np.zeros(n, dtype=np.int64)
    np.add.at(of_hard, people[matching.hard[targets]], 1)
    slots = np.minimum(matching.high, of_hard + 1)  # one more than asked for, so that its price is known
    case = np.repeat(np.arange(n), slots)
    nth = np.arange(len(case)) - np.repeat(np.cumsum(slots) - slots, slots)
    tails = [np.zeros(n), np.zeros(len(beyond)), staff[case], np.zeros(m)]
    heads = [staff, staff[beyond], n + staff[case], 1 + 2 * n + np.arange(m)]
    # A target takes one unit anyway; room for two keeps the price of a pair in use exact.
    capacities = [low, np.ones(len(beyond)), np.ones(len(case)), np.full(m, 2)]
    prices = [np.full(n, -floor), (step + 1) * matching.balance, nth * matching.hard_price, np.full(m, unserved)]
    tails.append(np.where(matching.hard[targets], n, 0) + staff[people])
    heads.append(1 + 2 * n + targets)
    capacities.append(np.full(len(people), 2))
    prices.append(costs)
    return _Arcs(*(np.concatenate(one).astype(np.int64) for one in (tails, heads, capacities, prices)))


def _potentials(arcs: _Arcs, used: Ints, nodes: int) -> Ints:
    """Cheapest way from the source to each node with what capacity is left (Bellman-Ford, all arcs at once).

    An optimal flow leaves no negative cycle, so this ends; the values are the prices linear programming would give.
    """
    free, back = used < arcs.capacity, used > 0
    tail = np.concatenate([arcs.tail[free], arcs.head[back]])
    head = np.concatenate([arcs.head[free], arcs.tail[back]])
    cost = np.concatenate([arcs.cost[free], -arcs.cost[back]])
    order = np.argsort(head, kind="stable")
    tail, head, cost = tail[order], head[order], cost[order]
    ends, starts = np.unique(head, return_index=True)
    far = np.iinfo(np.int64).max // 4
    price = np.full(nodes, far, dtype=np.int64)
    price[0] = 0
    for _ in range(ROUNDS):
        reached = np.minimum(np.minimum.reduceat(price[tail] + cost, starts), far)
        better = reached < price[ends]
        if not better.any():
            break
        price[ends[better]] = reached[better]
    return price
