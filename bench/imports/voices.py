"""The whole import of a hotline's export: uploaded, columns matched, checked, checked again and written, searchable."""

import time
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import tablib  # type: ignore[import-untyped]
from import_export.fields import Field
from import_export.widgets import DateTimeWidget, IntegerWidget, Widget
from xlsxwriter import Workbook

from bench.imports.home import HEAD, OtherWriter, about_the_machine, line

HEADERS = ("编号", "来电人编号", "标题", "时间", "原话", "点赞数", "乡镇")


def workbook(rows: int) -> BytesIO:
    """Invented voices of some 80 characters."""
    file = BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        for number, cells in enumerate(_cells(rows), 1):
            page.write_row(number, 0, cells)
    file.seek(0)
    return file


def _cells(rows: int) -> Iterator[list[str | int]]:
    from sanxin.kernel import clock
    from sanxin.project.demo.complaints import complaints

    villages = [f"{one}{two}村" for one in "竹松柏梅兰桂杏桃柳榆" for two in "坑溪口岭塘湾坪源林头"]
    said, now = complaints(rows * 2, villages), clock.now()
    for number, (first, second) in enumerate(zip(said, said, strict=True), 1):
        heard_at = f"{now - timedelta(minutes=number):%Y-%m-%d %H:%M}"
        yield [number, f"A{number % 30_000}", first.title, heard_at, first.text + second.text, number % 9, "洪岩镇"]


def baseline(file: BytesIO) -> int:
    """tablib reads; import-export's fields clean every cell. Nothing is looked up, compared or written."""
    data = tablib.Dataset().load(file.getvalue(), format="xlsx")
    kinds: tuple[Any, ...] = (Widget, Widget, Widget, DateTimeWidget, Widget, IntegerWidget, Widget)
    make: Any = Field
    fields = [
        make(column_name=name, attribute=name, widget=kind("%Y-%m-%d %H:%M") if kind is DateTimeWidget else kind())  # type: ignore[no-untyped-call]
        for name, kind in zip(HEADERS, kinds, strict=True)
    ]
    return sum(bool([field.clean(row) for field in fields]) for row in data.dict)


def whole_import(rows: int) -> None:
    """Print the table; inside a household."""
    from tests.cast import make_cast

    by, file = make_cast().officer, workbook(rows)
    began = time.perf_counter()
    assert baseline(file) == rows
    reference = time.perf_counter() - began
    checked, written, longest = imported(file, by, rows)
    again = _again(file, by)
    print(f"\n{rows:,} voices × {len(HEADERS)} columns, {len(file.getvalue()) / 1024**2:.1f} MB\n{HEAD}")
    print(line("import-export, read and cleaned", rows, reference, reference))
    print(line("Sanxin, looked at, read and checked", rows, checked, reference))
    print(line("Sanxin, checked again, written, searchable", rows, written, reference))
    print(line("Sanxin, the whole way", rows, checked + written, reference))
    print(line("Sanxin, the same file again: nothing added", rows, again, reference))
    print(f"another writer waited {longest:.1f} s at most; {about_the_machine()}")


def imported(file: BytesIO, by: Any, rows: int) -> tuple[float, float, float]:
    """Seconds to check, seconds to write, and how long another writer had to wait."""
    from sanxin.kernel import clock
    from sanxin.kernel.actions.sheet_imports import check_rows, import_rows

    began = time.perf_counter()
    made = _uploaded(file, by)
    check_rows(made, by=by, at=clock.now())
    checked = time.perf_counter() - began
    with OtherWriter() as other:
        began = time.perf_counter()
        written = import_rows(made, correct_only=False, by=by, at=clock.now())
        seconds = time.perf_counter() - began
    assert written.added == rows, written.added
    return checked, seconds, other.longest


def _again(file: BytesIO, by: Any) -> float:
    from sanxin.kernel import clock
    from sanxin.kernel.actions.sheet_imports import check_rows, import_rows

    began = time.perf_counter()
    made = _uploaded(file, by)
    check_rows(made, by=by, at=clock.now())
    assert import_rows(made, correct_only=False, by=by, at=clock.now()).added == 0
    return time.perf_counter() - began


def _uploaded(file: BytesIO, by: Any) -> Any:
    from sanxin.kernel import clock
    from sanxin.kernel.actions.sheet_imports import choose_mapping, open_table, upload
    from sanxin.kernel.sheets.kinds import kind_of
    from sanxin.kernel.sheets.matching import mapping_of, match

    kind = kind_of("service.voices")
    file.seek(0)
    made = upload(BytesIO(file.getvalue()), "声音.xlsx", kind=kind, by=by, at=clock.now())
    table, _names = open_table(made)
    return choose_mapping(made, mapping=mapping_of(match(table.headers, kind)), by=by, at=clock.now())
