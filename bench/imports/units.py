"""Rows a second from the published divisions to a tree of 44,000 units, beside django-import-export on the same files.

    python -m bench.imports.units

The files lie in `data/divisions` of the folder `SANXIN_SHARED` names (the sibling `shared` when unset).
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

import tablib  # type: ignore[import-untyped]
from import_export.fields import Field
from import_export.widgets import Widget

from bench.imports.home import HEAD, about_the_machine, household, line

FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv")


def folder() -> Path:
    shared = os.environ.get("SANXIN_SHARED") or Path(__file__).resolve().parents[3] / "shared"
    return Path(shared) / "data" / "divisions"


def baseline(source: Path) -> int:
    """tablib reads; import-export's fields clean every cell. No tree, no comparison, nothing written."""
    done = 0
    for name in FILES:
        data = tablib.Dataset().load((source / name).read_text(encoding="utf-8-sig"), format="csv")
        make: Any = Field
        fields = [make(column_name=header, attribute=header, widget=Widget()) for header in data.headers]  # type: ignore[no-untyped-call]
        done += sum(bool([field.clean(row) for field in fields]) for row in data.dict)
    return done


def main() -> int:
    """Print the table, or say loudly what is missing."""
    source = folder()
    if missing := [name for name in FILES if not (source / name).is_file()]:
        print(f"SKIPPED: no {', '.join(missing)} in {source}; set SANXIN_SHARED", file=sys.stderr)
        return 0
    with household():
        from sanxin.kernel import clock
        from sanxin.people.actions.divisions import import_divisions
        from sanxin.people.divisions import read_folder

        baseline_seconds, rows = _timed(lambda: baseline(source))
        read, _ = _timed(lambda: read_folder(source))
        first, done = _timed(lambda: import_divisions(source, by=None, at=clock.now()))
        again, same = _timed(lambda: import_divisions(source, by=None, at=clock.now()))
    assert done.added == rows, (done, rows)
    assert same.unchanged == rows, (same, rows)
    print(f"{rows:,} units\n{HEAD}")
    print(line("import-export, read and cleaned", rows, baseline_seconds, baseline_seconds))
    print(line("Sanxin, read", rows, read, baseline_seconds))
    print(line("Sanxin, read, placed in the tree, written", rows, first, baseline_seconds))
    print(line("Sanxin, again without change: no writes", rows, again, baseline_seconds))
    print(about_the_machine())
    return 0


def _timed(work: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


if __name__ == "__main__":
    raise SystemExit(main())
