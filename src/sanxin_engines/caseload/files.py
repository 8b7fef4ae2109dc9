"""An instance from one workbook of six sheets; Chinese names of sheets and columns are understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from sanxin_engines.caseload.errors import TableError
from sanxin_engines.caseload.instance import Instance, Member, Pair, Staff, Target, Village

SHEETS = {
    "staff": ("staff", "干部", "人员", "联系干部"),
    "villages": ("villages", "村", "村委会", "行政村"),
    "members": ("members", "困难党员", "党员"),
    "last_year": ("last_year", "上年", "去年", "上年安排"),
    "fixed": ("fixed", "指定", "定人"),
    "forbidden": ("forbidden", "回避", "不安排"),
}
COLUMNS = {
    "id": ("id", "编号", "代码"),
    "name": ("name", "姓名", "名称", "村名"),
    "unit": ("unit", "单位", "科室"),
    "lat": ("lat", "纬度"),
    "lon": ("lon", "lng", "经度"),
    "home_village": ("home_village", "家在哪个村", "籍贯村", "老家"),
    "skills": ("skills", "专长", "特长"),
    "min_villages": ("min_villages", "最少村数"),
    "max_villages": ("max_villages", "最多村数"),
    "min_members": ("min_members", "最少党员数"),
    "max_members": ("max_members", "最多党员数"),
    "needs": ("needs", "需要", "需要的专长"),
    "village": ("village", "所在村", "村"),
    "difficulty": ("difficulty", "困难程度"),
    "staff": ("staff", "干部", "联系干部"),
    "kind": ("kind", "类别", "对象类别"),
    "target": ("target", "对象", "对象编号"),
}
KINDS = {
    "village": Target.VILLAGE,
    "村": Target.VILLAGE,
    "member": Target.MEMBER,
    "党员": Target.MEMBER,
    "困难党员": Target.MEMBER,
}
DIFFICULTY = {"一般": 1.0, "困难": 2.0, "特困": 3.0, "特别困难": 3.0}
LIMITS = {"min_villages": 1, "max_villages": 2, "min_members": 4, "max_members": 6}


def read_instance(path: Path) -> Instance:
    """Raises `TableError` naming sheet, row and column."""
    book = _open(path)
    return Instance(
        staff=tuple(_staff(row) for row in _rows(book, "staff", "id")),
        villages=tuple(_village(row) for row in _rows(book, "villages", "id", needed=False)),
        members=tuple(_member(row) for row in _rows(book, "members", "id", needed=False)),
        last_year=_pairs(book, "last_year"),
        fixed=_pairs(book, "fixed"),
        forbidden=_pairs(book, "forbidden"),
    )


@dataclass(frozen=True)
class _Row:
    sheet: str
    number: int
    cells: dict[str, Any]

    def text(self, column: str) -> str:
        value = self.cells.get(column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def needed(self, column: str) -> str:
        value = self.text(column)
        if not value:
            raise self.wrong(column, "是空的", "is empty")
        return value

    def number_of(self, column: str) -> float | None:
        value = self.text(column)
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            raise self.wrong(column, f"“{value[:20]}”不是数", f"{value[:20]!r} is no number") from None
        if number != number or abs(number) > 1e9:
            raise self.wrong(column, f"“{value[:20]}”不是数", f"{value[:20]!r} is no number")
        return number

    def whole(self, column: str, usual: int) -> int:
        number = self.number_of(column)
        if number is None:
            return usual
        if not float(number).is_integer() or number < 0:
            raise self.wrong(column, "要写 0 以上的整数", "must be a whole number from 0")
        return int(number)

    def degrees(self, column: str, most: float) -> float | None:
        number = self.number_of(column)
        if number is not None and abs(number) > most:
            raise self.wrong(column, f"要在 -{most:g} 到 {most:g} 之间", f"must be between -{most:g} and {most:g}")
        return number

    def words(self, column: str) -> frozenset[str]:
        return frozenset(word for word in re.split(r"[,，、;；\s]+", self.text(column)) if word)

    def wrong(self, column: str, chinese: str, english: str) -> TableError:
        return TableError(
            f"{self.sheet} 表第 {self.number} 行的 {column} {chinese}。",
            f"Sheet {self.sheet}, row {self.number}, column {column}: {english}.",
        )


def _staff(row: _Row) -> Staff:
    bounds = {column: row.whole(column, usual) for column, usual in LIMITS.items()}
    return Staff(
        id=row.needed("id"),
        name=row.text("name"),
        unit=row.text("unit"),
        lat=row.degrees("lat", 90),
        lon=row.degrees("lon", 180),
        home_village=row.text("home_village"),
        skills=row.words("skills"),
        **bounds,
    )


def _village(row: _Row) -> Village:
    place = row.degrees("lat", 90), row.degrees("lon", 180)
    return Village(row.needed("id"), row.text("name"), *place, needs=row.words("needs"))


def _member(row: _Row) -> Member:
    word = row.text("difficulty")
    difficulty = DIFFICULTY.get(word)
    if difficulty is None:
        difficulty = row.number_of("difficulty") if word else 1.0
    place = row.degrees("lat", 90), row.degrees("lon", 180)
    return Member(
        row.needed("id"), row.needed("village"), *place, difficulty=difficulty or 1.0, needs=row.words("needs")
    )


def _pairs(book: CalamineWorkbook, sheet: str) -> tuple[Pair, ...]:
    return tuple(_pair(row) for row in _rows(book, sheet, "staff", "kind", "target", needed=False))


def _pair(row: _Row) -> Pair:
    kind = KINDS.get(row.needed("kind").lower())
    if kind is None:
        raise row.wrong("kind", "只能是 village（村）或 member（党员）", "must be village or member")
    return Pair(row.needed("staff"), kind, row.needed("target"))


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as problem:
        raise TableError(
            f"打不开“{path.name}”，请给一个 .xlsx 文件。", f"{path.name} cannot be opened; give an .xlsx file."
        ) from problem


def _rows(book: CalamineWorkbook, sheet: str, *columns: str, needed: bool = True) -> Iterator[_Row]:
    found = next((name for name in book.sheet_names if name.strip().lower() in SHEETS[sheet]), None)
    if found is None:
        if needed:
            raise TableError(f"文件里没有 {sheet}（{SHEETS[sheet][1]}）这张表。", f"The file has no sheet {sheet}.")
        return
    rows = book.get_sheet_by_name(found).to_python(skip_empty_area=False)
    head = next((number for number, row in enumerate(rows) if any(str(cell).strip() for cell in row)), None)
    if head is None:
        return
    names = [_column(str(cell)) for cell in rows[head]]
    for column in columns:
        if column not in names:
            raise TableError(
                f"{found} 表第 {head + 1} 行没有 {column}（{COLUMNS[column][1]}）这一列。",
                f"Sheet {found}, row {head + 1}: there is no column {column}.",
            )
    for number, row in enumerate(rows[head + 1 :], head + 2):
        if any(str(cell).strip() for cell in row):
            yield _Row(found, number, {name: cell for name, cell in zip(names, row, strict=False) if name})


def _column(heading: str) -> str:
    plain = heading.strip().lower()
    return next((name for name, words in COLUMNS.items() if plain in words), "")
