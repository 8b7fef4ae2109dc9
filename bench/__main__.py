"""`make bench`: every measurement in turn, each a table. Takes about a quarter of an hour on two cores.

The folder of real data is read where SANXIN_SHARED points, or beside the repository; what needs it and does not
find it says so.
"""

import subprocess
import sys
import time

PAGES = [sys.executable, "-m", "bench.pages"]
MEASUREMENTS: dict[str, list[str]] = {
    "pages on SQLite": PAGES,
    "pages on PostgreSQL": [sys.executable, "tests/with_postgres.py", *PAGES],
    "grouping of 附件3": [sys.executable, "-m", "bench.opinions.grouping"],
    "grouping by size": [sys.executable, "-m", "bench.opinions.scale", "5000", "10000"],
    "common ground": [sys.executable, "-m", "bench.consensus"],
    "plans of contacts": [sys.executable, "-m", "bench.caseload", "--peers"],
    "asking widely": [sys.executable, "-m", "bench.asking"],
    "phones that come home at once": [sys.executable, "-m", "bench.sync"],
    "what the deeds of every day ask of people": [sys.executable, "-m", "bench.burden", "--print"],
    "the problem desk": [sys.executable, "-m", "bench.desk"],
    "imports: voices": [sys.executable, "-m", "bench.imports.rows"],
    "imports: units": [sys.executable, "-m", "bench.imports.units"],
    "servers": [sys.executable, "-m", "bench.servers"],
}


def main() -> int:
    failed = []
    for name, command in MEASUREMENTS.items():
        print(f"\n## {name}", flush=True)
        started = time.monotonic()
        if subprocess.call(command):
            failed.append(name)
        print(f"({time.monotonic() - started:.0f} s)", flush=True)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
