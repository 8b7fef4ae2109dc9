"""What a cell may say, and the sentence when it may not."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sanxin.kernel.sheets.cells import CellError, parser_for
from sanxin.kernel.sheets.columns import Cell, Column, ColumnKind, Value
from sanxin.kernel.sheets.dates import SHEET_EPOCH, read_date, read_datetime
from tests.kernel.sheets.builders import CONTEXT, TOWNS


def read(kind: ColumnKind, cell: Cell, **more: object) -> Value:
    choices = TOWNS if kind == "choice" else ()
    return parser_for(Column("x", "某列", kind=kind, choices=choices, **more), CONTEXT)(cell)  # type: ignore[arg-type]


def sentence(kind: ColumnKind, cell: Cell, **more: object) -> str:
    with pytest.raises(CellError) as error:
        read(kind, cell, **more)
    return str(error.value)


DAYS = some.dates(date(1927, 6, 1), date(2099, 12, 31))
FULL_WIDTH = str.maketrans("0123456789./-", "０１２３４５６７８９．／－")

WAYS = [
    "{d.year}.{d.month}.{d.day}",
    "{d.year}-{d.month}-{d.day}",
    "{d.year}/{d.month}/{d.day}",
    "{d.year}年{d.month}月{d.day}日",
    "{d.year}年{d.month:02}月{d.day:02}日（星期四）",
    "{d.year} 年 {d.month} 月 {d.day} 日",
    "{d.year}。{d.month}。{d.day}",
    "{d.year}、{d.month}、{d.day}",
    "{d:%Y%m%d}",
    "{d.year}-{d.month:02}-{d.day:02} 00:00:00",
    " {d.year}—{d.month}—{d.day} ",
]


@pytest.mark.parametrize("way", WAYS)
@given(day=DAYS)
def test_every_way_of_writing_a_day(way: str, day: date) -> None:
    assert read("date", way.format(d=day)) == day
    assert read("date", way.format(d=day).translate(FULL_WIDTH)) == day


@given(day=DAYS)
def test_serial_numbers_are_days(day: date) -> None:
    serial = (day - SHEET_EPOCH.date()).days

    assert read("date", float(serial)) == day
    assert read("date", str(serial)) == day
    assert read("date", int(f"{day:%Y%m%d}")) == day


@given(at=some.datetimes(datetime(1927, 6, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0)))  # noqa: DTZ001
def test_every_way_of_writing_an_instant(at: datetime) -> None:
    half, hour = ("上午" if at.hour < 12 else "下午"), at.hour % 12 or 12
    ways = [
        f"{at:%Y-%m-%d %H:%M:%S}",
        f"{at:%Y-%m-%dT%H:%M:%S}",
        f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute}分{at.second}秒",
        f"{at.year}/{at.month}/{at.day} {half}{hour}:{at.minute:02}:{at.second:02}",
        f"{at.year}/{at.month}/{at.day} {hour}:{at.minute:02}:{at.second:02} {'AM' if at.hour < 12 else 'PM'}",
    ]

    assert {read("datetime", way) for way in ways} == {at}
    assert read("datetime", at) == at
    serial = (at - SHEET_EPOCH) / timedelta(days=1)
    assert read_datetime(serial) == at


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("二〇二六年三月五日", (2026, 3, 5)),
        ("二○二五年十二月三十一日", (2025, 12, 31)),
        ("二零二六年十月二十日", (2026, 10, 20)),
    ],
)
def test_a_day_in_chinese_numerals(said: str, day: tuple[int, int, int]) -> None:
    assert read_date(said) == date(*day)


def test_an_hour_without_minutes() -> None:
    assert read("datetime", "2026年3月5日下午3点") == datetime(2026, 3, 5, 15)  # noqa: DTZ001
    assert read("datetime", "2026-3-5") == datetime(2026, 3, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("26.3.5", "四位"),
        ("2026.3", "补上日"),
        (2026.3, "补上日"),
        ("2026年3月", "补上日"),
        ("2026-2-30", "没有这一天"),
        ("2026-03-05 25:00", "没有这一时刻"),
        ("20261301", "没有这一天"),
        ("3026-3-5", "不合常理"),
        ("五一前后", "应填日期"),
        (12, "应填日期"),
        (True, "应填日期"),
        (time(8, 30), "应填日期"),
        ("9" * 400, "应填日期"),
    ],
)
def test_what_is_no_day(cell: Cell, word: str) -> None:
    said = sentence("date", cell)

    assert said.startswith("“某列”")
    assert word.removeprefix("没有这一时刻") in said
    assert len(said) < 90


@pytest.mark.parametrize(
    ("cell", "number"),
    [("１２", 12), ("1,200", 1200), ("1，200", 1200), (3.0, 3), ("3.0", 3), ("-5", -5), (" 7 ", 7), (0, 0)],
)
def test_whole_numbers(cell: Cell, number: int) -> None:
    assert read("integer", cell) == number


@pytest.mark.parametrize(
    "cell", ["3.5", 3.5, "12人", "abc", True, date(2026, 3, 5), "1e400", float("inf"), float("nan"), "1" * 30]
)
def test_what_is_no_whole_number(cell: Cell) -> None:
    assert sentence("integer", cell).startswith("“某列”")


@given(some.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_decimals_come_through_unchanged(number: Decimal) -> None:
    assert read("decimal", f"{number:,}") == number
    assert read("decimal", str(number).translate(FULL_WIDTH)) == number
    assert read("decimal", float(number)) == number


@given(some.integers(13_000_000_000, 19_999_999_999))
def test_a_phone_kept_as_a_number_stays_a_phone(number: int) -> None:
    assert read("phone", float(number)) == str(number)
    assert read("phone", f"+86 {str(number)[:3]}-{str(number)[3:7]} {str(number)[7:]}") == str(number)
    assert read("phone", str(number).translate(FULL_WIDTH)) == str(number)


def test_a_line_phone_keeps_its_area_code() -> None:
    assert read("phone", "（0798）6221234") == "0798-6221234"
    assert read("phone", "0798-6221234") == "0798-6221234"


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("1.38E+10", "文本"),
        ("1380000000", "11位"),
        ("13800000000、13900000000", "一个号码"),
        ("没有电话", "不像电话号码"),
        ("12345", "不像电话号码"),
    ],
)
def test_what_is_no_phone(cell: Cell, word: str) -> None:
    assert word in sentence("phone", cell)


@pytest.mark.parametrize("cell", ["是", "有", "√", "✓", "Y", "yes", "TRUE", 1.0, True, "１", " 是 "])
def test_yes(cell: Cell) -> None:
    assert read("yes_no", cell) is True


@pytest.mark.parametrize("cell", ["否", "无", "×", "N", "no", 0.0, False, "没有"])
def test_no(cell: Cell) -> None:
    assert read("yes_no", cell) is False


def test_neither_yes_nor_no() -> None:
    assert "“是”或“否”" in sentence("yes_no", "也许")


def test_a_choice_by_label_or_value() -> None:
    assert read("choice", "众埠镇") == "103"
    assert read("choice", " 众 埠镇") == "103"
    assert read("choice", 103.0) == "103"


def test_the_nearest_choice_is_suggested() -> None:
    assert sentence("choice", "众阜镇") == "“某列”：没有“众阜镇”，是不是“众埠镇”？"
    assert "只能填：洪岩镇、众埠镇、双田镇" in sentence("choice", "火星")


def test_a_choice_that_two_things_share() -> None:
    column = Column("x", "村", kind="choice", choices=(("1", "李家村"), ("2", "李家村")))
    with pytest.raises(CellError, match="有2个“李家村”，请写全称"):
        parser_for(column, CONTEXT)("李家村")


def test_choices_may_be_asked_for_once_a_file() -> None:
    asked: list[object] = []
    column = Column("x", "村", kind="choice", choices=lambda context: asked.append(context) or TOWNS)
    parse = parser_for(column, CONTEXT)

    assert [parse("洪岩镇"), parse("众埠镇")] == ["106", "103"]
    assert asked == [CONTEXT]


@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000"])
def test_nothing(cell: Cell) -> None:
    assert read("text", cell) is None
    assert "必须填写" in sentence("text", cell, required=True)


@pytest.mark.parametrize("cell", ["/", "—", "-", "N/A"])
def test_a_stroke_means_nothing_but_in_running_text(cell: str) -> None:
    assert read("date", cell) is None
    assert read("text", cell) is not None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("路灯，不亮（三年）", "路灯，不亮（三年）"),
        ("第３组Ａ栋", "第3组A栋"),
        (3.0, "3"),
        (3.5, "3.5"),
        (360281106201, "360281106201"),
        (datetime(2026, 3, 5), "2026-03-05"),  # noqa: DTZ001
        (date(2026, 3, 5), "2026-03-05"),
        (time(8, 30), "08:30:00"),
        (True, "TRUE"),
        ("一行\n两行", "一行\n两行"),
        ("a\x00b\u200bc", "abc"),
    ],
)
def test_text_is_what_the_person_sees(cell: Cell, text: str) -> None:
    assert read("text", cell) == text


def test_text_too_long() -> None:
    assert sentence("text", "字" * 41, max_length=40) == "“某列”最多40个字，现在有41个"


def test_an_identity_number_that_lost_its_end() -> None:
    assert "文本" in sentence("text", 360281199001011234.0)


@pytest.mark.parametrize("kind", ["text", "integer", "date", "choice"])
def test_a_failed_formula(kind: ColumnKind) -> None:
    assert "公式出错" in sentence(kind, "#REF!")


ANYTHING = some.one_of(
    some.text(max_size=60), some.floats(), some.integers(), some.booleans(), some.none(),
    some.dates(), some.datetimes(), some.times(), some.timedeltas(),
)  # fmt: skip


@pytest.mark.parametrize("kind", ["text", "integer", "decimal", "date", "datetime", "choice", "phone", "yes_no"])
@given(cell=ANYTHING)
def test_any_cell_gives_a_value_or_a_sentence(kind: ColumnKind, cell: Cell) -> None:
    with suppress(CellError):
        read(kind, cell)
