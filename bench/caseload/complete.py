"""Our plan beside the optimum on the complete graph: every officer with every village and every member."""

from __future__ import annotations

import time
from collections.abc import Iterable

from bench.caseload.counties import county
from sanxin_engines.caseload import Rules, plan

SIZES = (30, 300, 1_000, 2_000)
ALL, MOST = 10**12, 0.005


def table(sizes: Iterable[int]) -> int:
    """Cost of both, in kilometres, and how far we are above.

    Where two plans of the villages are equally good, either may be taken, and the members in them cost a little more or
    less: so far ours may even stand below.
    """
    print(f"{'staff/villages/members':>24} {'pairs weighed':>22} {'km, ours':>10} {'complete':>10} {'above':>9}  time")
    return max([_row(size) for size in sizes], default=0)


def _row(size: int) -> int:
    instance = county(size)
    started = time.perf_counter()
    ours = plan(instance)
    between = time.perf_counter()
    complete = plan(instance, Rules(whole_pairs=ALL))
    ended = time.perf_counter()
    total, best = (made.villages.objective + made.members.objective for made in (ours, complete))
    above = (total - best) / best
    shape = f"{size:,}/{len(instance.villages):,}/{len(instance.members):,}"
    pairs = f"{ours.villages.arcs + ours.members.arcs:,}/{complete.villages.arcs + complete.members.arcs:,}"
    times = f"{between - started:.2f} s, {ended - between:.1f} s"
    print(f"{shape:>24} {pairs:>22} {total:10,.1f} {best:10,.1f} {above:9.3%}  {times}", flush=True)
    return int(above > MOST)
