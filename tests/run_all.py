"""`make test`: everything on SQLite, then on PostgreSQL, then the journeys in a real browser, then crashes.

Each part prints its own closing line; the run fails if any part does.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-header"]
ORDINARY = ["-m", "not browser and not crash", "-n", "2", "--dist", "loadfile"]
POSTGRES = [sys.executable, "tests/with_postgres.py", "--forgetful"]


def main() -> int:
    parts = {
        "SQLite": [*PYTEST, *ORDINARY],
        "PostgreSQL": [*POSTGRES, *PYTEST, *ORDINARY, "--ignore=tests/engines"],
        "crash": [*PYTEST, "-m", "crash"],
        "browser": [*PYTEST, "-m", "browser"],
    }
    return 1 if [name for name, command in parts.items() if not passes(name, command)] else 0


def passes(name: str, command: list[str]) -> bool:
    print(f"--- {name}", flush=True)
    started = time.monotonic()
    code = subprocess.call(command, cwd=ROOT)
    print(f"--- {name}: {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return code == 0


if __name__ == "__main__":
    raise SystemExit(main())
