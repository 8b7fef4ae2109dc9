"""Rows are sound, wrong, repeated or known; the counts say how many of each."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO

from xlsxwriter import Workbook

from sanxin.kernel.sheets.checking import Counts
from sanxin.kernel.sheets.columns import Context
from sanxin.kernel.sheets.rows import Duplicate, Fault, Row
from tests.kernel.sheets.builders import GOOD, HEADERS, VOICES, checked, sheet

WRONG = (2, "", "26.3.5", "众阜镇", "1380000", "许多", "x", "也许")
OTHER = (3, "水渠堵了", "2026.3.6", "众埠镇", None, None, None, "是")


def test_every_row_is_checked_and_counted() -> None:
    found = checked(sheet(HEADERS, GOOD, WRONG, OTHER, GOOD, ["合计"]))

    assert found.counts == Counts(read=4, ready=2, wrong=1, duplicates=1, known=0, notes=1)
    assert found.duplicates == [Duplicate(5, 2)]
    assert [row.number for row in found.rows] == [2, 4]


def test_all_faults_of_a_row_are_said_at_once() -> None:
    found = checked(sheet(HEADERS, WRONG))

    assert [fault.column for fault in found.faults[2]] == [
        "text",
        "heard_on",
        "town",
        "phone",
        "households",
        "cost",
        "solved",
    ]
    assert "是不是“众埠镇”？；" in found.sentences()[2]


def test_columns_the_file_lacks_are_empty() -> None:
    row = checked(sheet(["内容", "日期"], ["路灯", "2026-03-05"])).rows[0]

    assert set(row.values) == {column.key for column in VOICES.columns}
    assert row.values["phone"] is None


def test_the_same_content_has_the_same_digest_in_any_order_and_format() -> None:
    one = checked(sheet(["内容", "日期", "户数", "金额"], ["路灯", "2026.3.5", "１２", "1.50"])).rows[0]
    two = checked(sheet(["金额", "日期", "内容", "户数"], [1.5, 46086, "路灯 ", 12])).rows[0]

    assert one.digest == two.digest
    assert one.digest != checked(sheet(["内容", "日期"], ["路灯", "2026-03-05"])).rows[0].digest


def test_identity_decides_what_repeats() -> None:
    kind = replace(VOICES, identity=("text",))
    later = (9, "村口路灯不亮", "2026-04-01", *GOOD[3:])

    found = checked(sheet(HEADERS, GOOD, later), kind)

    assert found.duplicates == [Duplicate(3, 2)]
    assert found.rows[0].identity != found.rows[0].digest


def test_a_kind_adds_its_own_faults() -> None:
    batches: list[int] = []

    def check_rows(rows: Sequence[Row], context: Context) -> Iterable[Fault]:
        batches.append(len(rows))
        return [Fault(row.number, "已经立项", "text") for row in rows if row.values["town"] == "106"]

    found = checked(sheet(HEADERS, GOOD, WRONG, OTHER), replace(VOICES, check_rows=check_rows))

    assert batches == [2]
    assert found.sentences()[2] == "已经立项"
    assert found.counts.ready == 1


def test_rows_of_an_earlier_import_are_known() -> None:
    file = sheet(HEADERS, GOOD, OTHER)
    first = checked(file)

    again = checked(file, already=lambda digests: {row.digest for row in first.rows})

    assert again.counts == Counts(read=2, known=2)
    assert again.known == [2, 3]


def test_a_hundred_thousand_rows_with_progress() -> None:
    file = BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        for number in range(1, 100_001):
            day = f"2026.{number % 12 + 1}.{number % 28 + 1}" if number % 1000 else "昨天"
            page.write_row(number, 0, [number, f"第{number}件事", day, "众埠镇", 13_800_000_000 + number, number % 90])
    seen: list[tuple[int, int]] = []

    found = checked(file, progress=lambda done, total: seen.append((done, total)))

    assert found.counts == Counts(read=100_000, ready=99_900, wrong=100)
    assert len(seen) == 100
    assert seen[-1] == (100_000, 100_001)
    assert found.rows[-1].number == 100_000
