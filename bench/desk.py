"""The problem desk at 100,000 voices and 5,000 problems, one client: p50 and p95 in ms, and the ratio to the menu page.

    python -m bench.desk [--voices 100000] [--problems 5000] [--requests 60]
    python tests/with_postgres.py python -m bench.desk          the same on PostgreSQL

The server is the one `sanxin run` starts; the menu page, which reads no rows, is the baseline of each run.
"""

import os
import statistics
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.crash.household import Household

WARM_UP = 20
TARGET = 60
"""p95 in ms of the desk itself on a 2-core machine."""
FILL = "from bench.desk_rows import fill; print('FILLED', *fill(voices={voices}, problems={problems}))"
WORDS = (
    "班车", "停运", "赶集", "路灯", "不亮", "护栏", "缺损", "慢病", "报销", "渠道", "漏水", "停水", "租金", "拖欠",
    "快递", "代取", "校车", "接送", "认证", "刷脸", "公开栏", "账目", "垃圾", "清运", "基站", "信号", "低保", "评议",
)  # fmt: skip


def main(argv: list[str]) -> int:
    parser = ArgumentParser()
    parser.add_argument("--voices", type=int, default=100_000)
    parser.add_argument("--problems", type=int, default=5_000)
    parser.add_argument("--requests", type=int, default=60)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="sanxin-bench-") as folder:
        house = Household(Path(folder))
        house.set_up()
        started = time.monotonic()
        said = house.ask(FILL.format(voices=options.voices, problems=options.problems)).split()
        ids = said[said.index("FILLED") + 1 :]
        print(f"filled in {time.monotonic() - started:.0f} s", file=sys.stderr)
        house.start()
        try:
            rows = measure(house, ids, options.requests)
        finally:
            house.stop()
    show(rows, options)
    return 0


def measure(house: Household, ids: list[str], requests: int) -> dict[str, list[float]]:
    """Milliseconds of each request, by page; the first of each warm up processes and threads and do not count."""
    town, words = "360281901", [quote(word) for word in WORDS]
    pages: dict[str, Callable[[int], tuple[int, bytes]]] = {
        "menu page": lambda n: house.get("/more/"),
        "desk": lambda n: house.get(f"/research/?problem={ids[n % len(ids)]}"),
        "desk, page 2 to 20": lambda n: house.get(f"/research/?page={n % 19 + 2}"),
        "desk, all states by people": lambda n: house.get(
            "/research/?state=proposed&state=accepted&state=on_ledger&state=done&sort=-people"
        ),
        "desk of a township": lambda n: house.get(f"/research/?town={town}"),
        "desk by a word": lambda n: house.get(f"/research/?q={words[n % len(words)]}"),
        "one problem": lambda n: house.get(f"/research/problems/{ids[n % len(ids)]}/"),
        "newly proposed": lambda n: house.get("/research/fresh/?since=all"),
        "who changed what": lambda n: house.get(f"/research/changes/?page={n % 5 + 1}"),
        "crux problems": lambda n: house.get("/research/cruxes/"),
        "trends": lambda n: house.get("/research/trends/"),
    }
    return {name: [_timed(ask, n) for n in range(requests + WARM_UP)][WARM_UP:] for name, ask in pages.items()}


def _timed(ask: Callable[[int], tuple[int, bytes]], n: int) -> float:
    started = time.perf_counter()
    status, body = ask(n)
    took = (time.perf_counter() - started) * 1000
    if status != 200:
        raise SystemExit(f"{status}: {body[:300]!r}")
    return took


def show(rows: dict[str, list[float]], options: Any) -> None:
    vendor = "PostgreSQL" if "postgres" in os.environ.get("DATABASE_URL", "") else "SQLite"
    base = statistics.median(rows["menu page"])
    asked = f"{options.voices:,} voices, {options.problems:,} problems, one client, {options.requests} requests each"
    print(f"\n{vendor}, {asked}; the desk aims at {TARGET} ms p95")
    print("| page | p50 ms | p95 ms | p50 / menu page |")
    print("|---|---|---|---|")
    for name, times in rows.items():
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"| {name} | {p50:.0f} | {p95:.0f} | {p50 / base:.2f} |")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
