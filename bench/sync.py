"""The offline door: fifty phones come back from the villages at once, each with twenty visits.

    python -m bench.sync [--phones 50] [--visits 20]
    python tests/with_postgres.py python -m bench.sync          the same on PostgreSQL

The baseline is the same number of visits from one phone after the other, in the same run. Every fourth phone sends its
queue twice, as it does when the answer did not come back. Fails when one visit is refused, lost or doubled.
"""

import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from tests.crash.household import Household
from tests.sync.drain import Homecoming, homecoming, kept


def main(argv: list[str]) -> int:
    parser = ArgumentParser()
    parser.add_argument("--phones", type=int, default=50)
    parser.add_argument("--visits", type=int, default=20)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="sanxin-bench-") as folder:
        house = Household(Path(folder))
        house.set_up()
        house.start()
        try:
            return 0 if measure(house, options.phones, options.visits) else 1
        finally:
            house.stop()


def measure(house: Household, phones: int, visits: int) -> bool:
    one_by_one, together = homecoming(house), homecoming(house)
    started = time.perf_counter()
    for phone in range(phones):
        one_by_one.drain(phone, visits)
    between = time.perf_counter()
    together.at_once(phones, visits)
    ended = time.perf_counter()
    show("one after the other", one_by_one, between - started, phones * visits)
    show("at once", together, ended - between, phones * visits)
    print(f"at once takes {(ended - between) / (between - started):.2f} of the time one after the other")
    sound = all(set(one.outcomes) <= {"applied", "already"} for one in (one_by_one, together))
    whole = kept(house)[0] == 2 * phones * visits
    wrong = sorted({outcome for one in (one_by_one, together) for outcome in one.outcomes} - {"applied", "already"})
    print("nothing refused, lost or doubled" if sound and whole else f"WRONG: {kept(house)} {wrong}")
    return sound and whole


def show(name: str, drained: Homecoming, wall: float, visits: int) -> None:
    took = sorted(drained.took)
    median, worst = took[len(took) // 2], took[-1]
    print(f"{name}: {visits} visits in {wall:.1f} s ({visits / wall:.0f}/s), ", end="")
    print(f"request {median:.2f} s, worst {worst:.2f} s")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
