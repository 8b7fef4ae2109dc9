"""Which server: CPU seconds a thousand pages of ours, granian (WSGI) and gunicorn (gthread), one run, in turn.

    python -m bench.servers [--pages 1500]

Clients and server share the machine, so CPU time of the server's processes is the figure, not requests a second.
"""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.crash.household import Household

CLIENTS = 8


def commands(port: int) -> dict[str, list[str]]:
    at = f"127.0.0.1:{port}"
    return {
        "granian, WSGI, 2 × 8 threads": [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", "2", "--blocking-threads", "8", "--no-ws", "--log-level", "error",
            "sanxin.project.wsgi:application",
        ],
        "gunicorn, gthread, 2 × 8 threads": [
            sys.executable, "-m", "gunicorn", "--bind", at, "--workers", "2", "--threads", "8",
            "--worker-class", "gthread", "--log-level", "error", "sanxin.project.wsgi:application",
        ],
    }  # fmt: skip


def main(argv: list[str]) -> int:
    parser = ArgumentParser()
    parser.add_argument("--pages", type=int, default=1500)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="sanxin-bench-") as folder:
        house = Household(Path(folder))
        house.set_up()
        house.port = 8765
        print("| server | page | CPU ms a page | ratio | wall s | failed |\n|---|---|---|---|---|---|")
        for path in ("/healthz", "/ledger/", "/more/"):
            compare(house, path, options.pages)
    return 0


def compare(house: Household, path: str, pages: int) -> None:
    base = 0.0
    for name, command in commands(house.port).items():
        cpu, wall, failed = one(house, command, path, pages)
        base = base or cpu
        print(f"| {name} | {path} | {cpu / pages * 1000:.2f} | {cpu / base:.2f} | {wall:.1f} | {failed} |", flush=True)


def one(house: Household, command: list[str], path: str, pages: int) -> tuple[float, float, int]:
    house.server = subprocess.Popen(
        command, env=house.environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        house._await_answer()
        load(house, path, 200)
        before, started = cpu_of(house.server.pid), time.monotonic()
        failed = load(house, path, pages)
        return cpu_of(house.server.pid) - before, time.monotonic() - started, failed
    finally:
        house.stop()


def load(house: Household, path: str, pages: int) -> int:
    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(status != 200 for status, _ in pool.map(lambda _: house.get(path), range(pages)))


def cpu_of(group: int) -> float:
    """User and system seconds of all processes of a group (Linux)."""
    ticks = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parts = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(parts[2]) == group:
                ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
