"""Rows a second from an .xlsx of voices to checked rows, beside what a Django project would otherwise use.

    python -m bench.imports.rows [--rows 100000] [--write-only]

First how fast a file is read and checked, then (`voices.py`) the whole import into a database of its own.
The baseline is tablib (the reader of django-import-export) with a resource whose widgets turn the same cells into the
same values. Both read the same bytes in the same process, after one small run of each to load their modules.
"""

import argparse
import time
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import tablib  # type: ignore[import-untyped]
from import_export.fields import Field
from import_export.widgets import BooleanWidget, DateWidget, DecimalWidget, IntegerWidget, Widget
from xlsxwriter import Workbook

from bench.imports.home import household
from bench.imports.voices import whole_import
from sanxin.kernel.sheets.checking import check
from sanxin.kernel.sheets.columns import Column, Context
from sanxin.kernel.sheets.kinds import Applied, SheetKind
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.kernel.sheets.reading import read_table
from sanxin.kernel.sheets.safety import inspect
from sanxin.kernel.sheets.source import open_source

HEADERS = ("内容", "日期", "乡镇", "电话", "户数", "金额", "是否解决", "备注")
TOWNS = tuple((str(number), f"第{number}镇") for number in range(20))
COLUMNS = (
    Column("text", "内容", required=True, max_length=500),
    Column("heard_on", "日期", kind="date", required=True),
    Column("town", "乡镇", kind="choice", choices=TOWNS),
    Column("phone", "电话", kind="phone"),
    Column("households", "户数", kind="integer"),
    Column("cost", "金额", kind="decimal"),
    Column("solved", "是否解决", kind="yes_no"),
    Column("note", "备注"),
)
CONTEXT = Context(by=None, unit=None, at=datetime(2026, 11, 19, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")))


def write_nothing(rows: Any, *, by: Any, at: datetime) -> Applied:
    """This bench ends where the database begins."""
    return Applied()


KIND = SheetKind("bench.voice", "声音", COLUMNS, apply=write_nothing, may_import=bool)


def voices(rows: int) -> bytes:
    """A workbook of invented voices, days written as people write them."""
    file = BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        for at in range(1, rows + 1):
            day = f"2026-{at % 12 + 1:02}-{at % 28 + 1:02}"
            text = f"村里第{at}户反映：入户道路下雨积水，希望尽快硬化，老人出行不便"
            cells = [
                text,
                day,
                TOWNS[at % 20][1],
                13_000_000_000 + at,
                at % 90,
                at % 700 / 10,
                "是" if at % 2 else "否",
            ]
            page.write_row(at, 0, [*cells, "走访记录"])
    return file.getvalue()


def ours(content: bytes) -> int:
    """Looked at, header found, mapped, every cell read, repeats found, digests made."""
    file = BytesIO(content)
    table = read_table(open_source(file, inspect(file, "声音.xlsx")), KIND)
    return len(check(table, mapping_of(match(table.headers, KIND)), KIND, CONTEXT).rows)


def read_only(content: bytes) -> int:
    """Looked at, header found, rows streamed; no cell understood."""
    file = BytesIO(content)
    return sum(1 for _row in read_table(open_source(file, inspect(file, "声音.xlsx")), KIND).rows())


def baseline_fields() -> list[Any]:
    """The widgets a django-import-export resource would use for these columns."""
    kinds: tuple[Any, ...] = (Widget, DateWidget, Widget, Widget, IntegerWidget, DecimalWidget, BooleanWidget, Widget)
    make: Any = Field
    return [make(column_name=name, attribute=name, widget=kind()) for name, kind in zip(HEADERS, kinds, strict=True)]


def baseline(content: bytes) -> int:
    """tablib reads; import-export's fields clean every cell. No safety, no header search, no repeats."""
    data = tablib.Dataset().load(content, format="xlsx")
    fields = baseline_fields()
    return sum(bool([field.clean(row) for field in fields]) for row in data.dict)


def baseline_read_only(content: bytes) -> int:
    return len(tablib.Dataset().load(content, format="xlsx"))


def timed(run: Callable[[bytes], int], content: bytes) -> tuple[float, float]:
    """Seconds of the best of three runs (other work on the machine only ever adds), and the most Python memory in MB.

    Memory is measured in a run of its own: tracing would slow the clock.
    """
    seconds = min(_seconds(run, content) for _time in range(3))
    tracemalloc.start()
    run(content)
    peak = tracemalloc.get_traced_memory()[1] / 1024**2
    tracemalloc.stop()
    return seconds, peak


def _seconds(run: Callable[[bytes], int], content: bytes) -> float:
    start = time.perf_counter()
    run(content)
    return time.perf_counter() - start


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--write-only", action="store_true", help="leave out the first table")
    options = parser.parse_args()
    with household():
        if not options.write_only:
            reading(options.rows)
        whole_import(options.rows)


def reading(rows: int) -> None:
    """Print the table of reading and checking."""
    content, small = voices(rows), voices(100)
    runs = {
        "tablib, read": baseline_read_only,
        "Sanxin, looked at and read": read_only,
        "import-export, read and cleaned": baseline,
        "Sanxin, looked at, read and checked": ours,
    }
    print(f"{rows:,} rows × {len(HEADERS)} columns, {len(content) / 1024**2:.1f} MB")
    print(f"{'':38}{'seconds':>9}{'rows/s':>11}{'ratio':>8}{'peak MB':>9}")
    reference = 0.0
    for at, (name, run) in enumerate(runs.items()):
        run(small)
        seconds, peak = timed(run, content)
        reference = seconds if at % 2 == 0 else reference
        print(f"{name:38}{seconds:9.2f}{rows / seconds:11,.0f}{reference / seconds:8.2f}{peak:9.0f}")


if __name__ == "__main__":
    main()
