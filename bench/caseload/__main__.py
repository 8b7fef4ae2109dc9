"""What an exact plan of contacts costs by size, and beside other ways to make one.

    python -m bench.caseload [--peers] [--complete] [STAFF ...]

Invented counties: staff, 1.5 villages and 5 members for each. Time includes building the pairs, not loading libraries;
the peers get the same pairs and costs of villages ready-made. A second year follows, with a tenth of the staff
replaced. `--complete` solves each size once more with every pair in the network, and fails when our total is more than
0.5 % above it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import replace

from bench.caseload import complete, peers
from bench.caseload.counties import county
from sanxin_engines.caseload import Pair, Part, Plan, Staff, plan

SIZES = (30, 2_000, 20_000)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        return one(int(arguments[1]))
    if "--complete" in arguments:
        return complete.table([int(word) for word in arguments if word.isdecimal()] or complete.SIZES)
    print(f"{'staff/villages/members':>24} {'time':>7} {'peak':>8} {'gap v':>8} {'gap m':>8}  unserved  a year later")
    for size in [int(word) for word in arguments if word.isdecimal()] or SIZES:
        subprocess.check_call([sys.executable, "-m", "bench.caseload", "--one", str(size)])
    if "--peers" in arguments:
        peers.table()
    return 0


def one(size: int) -> int:
    """One size in a process of its own, so that the peak is its own."""
    plan(county(2))  # OR-Tools and SciPy load when the first plan is made
    instance = county(size)
    started = time.perf_counter()
    made = plan(instance)
    took = time.perf_counter() - started
    before = tuple(Pair(one.staff, one.kind, one.target) for one in made.assignments)
    leaving = {person.id for person in instance.staff[::10]}
    newcomers = tuple(
        Staff(f"n{person.id}", lat=person.lat, lon=person.lon) for person in instance.staff if person.id in leaving
    )
    stayed = tuple(person for person in instance.staff if person.id not in leaving)
    started = time.perf_counter()
    later = plan(replace(instance, staff=stayed + newcomers, last_year=before))
    again = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size_of = f"{size:,}/{len(instance.villages):,}/{len(instance.members):,}"
    print(
        f"{size_of:>24} {took:6.2f}s {peak:5} MB {made.villages.gap:8.3%} {made.members.gap:8.3%}  {left(made):8}"
        f"  {kept(later.villages)} villages, {kept(later.members)} members, {again:.2f} s",
        flush=True,
    )
    return 0


def left(made: Plan) -> int:
    return len(made.villages.unserved) + len(made.members.unserved)


def kept(part: Part) -> str:
    return f"{part.kept / max(part.could_keep, 1):.1%}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
