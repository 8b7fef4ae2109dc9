"""Other ways to give every village a contact: the same pairs, the same costs, 1 to 2 villages each."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.caseload.counties import county
from sanxin_engines.caseload.geography import distances, located
from sanxin_engines.caseload.instance import Instance, Rules
from sanxin_engines.caseload.planning import plan

Costs = NDArray[np.int64]
LIMIT = 60.0
Way = Callable[[Costs], tuple[float, int]]


def table(sizes: tuple[int, ...] = (30, 300)) -> None:
    """Total kilometres and unserved villages of each way, and its time as a multiple of ours."""
    print(f"\n{'staff/villages':>16} {'way':>22} {'km':>9} {'unserved':>9} {'time':>8} {'× ours':>8}")
    for size in sizes:
        plain = _plain(size)
        staff, villages, _ = located(plain)
        costs = np.rint(distances(staff, villages) * 1300).astype(np.int64)
        ours = 0.0
        for name, way in WAYS.items():
            started = time.perf_counter()
            total, unserved = _ours(plain) if way is None else way(costs)
            took = time.perf_counter() - started
            ours = ours or took
            shape = f"{size}/{len(villages)}"
            print(f"{shape:>16} {name:>22} {total:9.1f} {unserved:9} {took:7.2f}s {took / ours:8.1f}", flush=True)


def _plain(size: int) -> Instance:
    """Without homes, needs and members, so that all solve one problem."""
    instance = county(size)
    return Instance(
        tuple(replace(one, home_village="") for one in instance.staff),
        tuple(replace(one, needs=frozenset()) for one in instance.villages),
    )


def _ours(instance: Instance) -> tuple[float, int]:
    made = plan(instance, Rules(balance_km=0)).villages
    return sum(one.km for one in made.assignments) * 1.3, len(made.unserved)


def greedy(costs: Costs) -> tuple[float, int]:
    """Nearest first, as by hand: every village takes the nearest officer who has room."""
    room = np.full(len(costs), 2)
    total, unserved = 0, 0
    for village in range(costs.shape[1]):
        order = np.argsort(costs[:, village])
        who = next((int(one) for one in order[:10] if room[one]), None)
        if who is None:
            unserved += 1
            continue
        room[who] -= 1
        total += int(costs[who, village])
    return total / 1000, unserved


def highs(costs: Costs) -> tuple[float, int]:
    """Dense linear programme through SciPy."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array, vstack

    n, m = costs.shape
    pairs = np.arange(n * m)
    ones = np.ones(n * m)
    each = coo_array((ones, (pairs % m, pairs)), shape=(m, n * m)).tocsr()
    load = coo_array((ones, (pairs // m, pairs)), shape=(n, n * m)).tocsr()
    found: Any = linprog(  # type: ignore[call-overload]
        costs.reshape(-1),
        A_ub=vstack([load, -load]),
        b_ub=np.concatenate([np.full(n, 2), np.full(n, -1)]),
        A_eq=each,
        b_eq=np.ones(m),
        bounds=(0, 1),
        method="highs",
        options={"time_limit": LIMIT},
    )
    return (float(found.fun) / 1000, 0) if found.fun is not None else (float("nan"), m)


def network_simplex(costs: Costs) -> tuple[float, int]:
    """networkx, pure Python."""
    import networkx

    n, m = costs.shape
    graph = networkx.DiGraph()
    graph.add_node("source", demand=-m)
    for i in range(n):
        graph.add_edge("source", ("floor", i), capacity=1, weight=-10_000_000)
        graph.add_edge("source", ("more", i), capacity=1, weight=0)
        for part in ("floor", "more"):
            graph.add_edge((part, i), ("staff", i), capacity=1, weight=0)
        for j in range(m):
            graph.add_edge(("staff", i), ("village", j), capacity=1, weight=int(costs[i, j]))
    for j in range(m):
        graph.add_node(("village", j), demand=1)
    total, _ = networkx.network_simplex(graph)
    return (total + 10_000_000 * n) / 1000, 0


def cp_sat(costs: Costs) -> tuple[float, int]:
    """Dense booleans with hard bounds, two workers."""
    from ortools.sat.python import cp_model

    n, m = costs.shape
    model = cp_model.CpModel()
    has = [[model.new_bool_var("") for _ in range(m)] for _ in range(n)]
    for j in range(m):
        model.add_exactly_one(has[i][j] for i in range(n))
    for i in range(n):
        model.add_linear_constraint(sum(has[i]), 1, 2)
    model.minimize(sum(int(costs[i, j]) * has[i][j] for i in range(n) for j in range(m)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = LIMIT
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    served = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (solver.objective_value / 1000, 0) if served else (float("nan"), m)


WAYS: dict[str, Way | None] = {
    "ours": None,
    "greedy, nearest first": greedy,
    "HiGHS (LP, dense)": highs,
    "networkx": network_simplex,
    "CP-SAT (dense)": cp_sat,
}
