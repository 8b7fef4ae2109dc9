"""Excel sheets an administrator brings in: offices with sections, villages, people with posts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.roles import LABELS, WORKERS, Role
from sanxin.kernel.sheets import Applied, Column, Context, Fault, Row, SheetKind, Value, register
from sanxin.people.actions.from_sheets.persons import PersonRow, write_persons
from sanxin.people.actions.from_sheets.units import UnitRow, Written, write_units
from sanxin.people.actions.from_sheets.villages import VillageRow, write_villages
from sanxin.people.models import Level, Person, Unit
from sanxin.people.queries.named_units import NamedUnits


def may_import(person: Person) -> bool:
    return bool(person.sight.managed_counties)


def apply_units(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
    told = [
        UnitRow(
            office=text(row.values["office"]),
            section=text(row.values["section"]),
            short_name=text(row.values["short_name"]),
            code=text(row.values["code"]),
        )
        for row in rows
    ]
    return applied(write_units(told, by=by, at=at))


def apply_villages(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
    told = [
        VillageRow(
            name=text(row.values["name"]),
            town=text(row.values["town"]),
            code=text(row.values["code"]),
            longitude=degrees(row.values["longitude"]),
            latitude=degrees(row.values["latitude"]),
        )
        for row in rows
    ]
    return applied(write_villages(told, by=by, at=at))


def apply_persons(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
    return applied(write_persons([person_row(row) for row in rows], by=by, at=at))


def check_units(rows: Sequence[Row], context: Context) -> Iterator[Fault]:
    """A code belongs to one unit."""
    return _check_codes(rows, context, lambda row: (text(row.values["office"]), text(row.values["section"])))


def _check_codes(rows: Sequence[Row], context: Context, place: Callable[[Row], tuple[str, str]]) -> Iterator[Fault]:
    """In the county and in the sheet itself. `place` is the upper unit and its part, which may be empty."""
    codes = {text(row.values["code"]) for row in rows} - {""}
    taken = {unit.code: unit for unit in Unit.objects.filter(code__in=codes).select_related("parent")}
    first: dict[str, Row] = {}
    for row in rows:
        if not (code := text(row.values["code"])):
            continue
        unit = taken.get(code)
        if unit is not None and not _is_at(unit, place(row), context):
            yield Fault(row.number, gettext("代码已用于“{name}”").format(name=unit.name), "code")
        elif place(before := first.setdefault(code, row)) != place(row):
            told = {"code": code, "number": before.number}
            yield Fault(row.number, gettext("代码 {code} 在第 {number} 行已用过").format(**told), "code")


def _is_at(unit: Unit, place: tuple[str, str], context: Context) -> bool:
    if unit.closed_on or unit.county_id != context.by.county_id:
        return False
    upper, part = place
    names = (unit.name, "") if unit.level == Level.OFFICE else (unit.parent.name if unit.parent else "", unit.name)
    return names == (upper, part)


def check_villages(rows: Sequence[Row], context: Context) -> Iterator[Fault]:
    towns = Unit.objects.in_use().filter(county=context.by.county_id, level=Level.TOWNSHIP)
    names = set(towns.values_list("name", flat=True))
    placed = [row for row in rows if text(row.values["town"]) in names]
    yield from _check_codes(placed, context, lambda row: (text(row.values["town"]), text(row.values["name"])))
    for row in rows:
        if text(row.values["town"]) not in names:
            yield Fault(row.number, gettext("本县没有“{town}”").format(town=row.values["town"]), "town")
        for key, most in (("longitude", 180), ("latitude", 90)):
            value = degrees(row.values[key])
            if value is not None and abs(value) > most:
                yield Fault(row.number, gettext("超出了 {most} 度").format(most=most), key)


def check_persons(rows: Sequence[Row], context: Context) -> Iterator[Fault]:
    """Units must exist, people must not have left, and managing, auditing and working stay apart."""
    units = NamedUnits(context.by.county_id)
    numbers = {text(row.values["staff_number"]) for row in rows}
    people = Person.objects.filter(county=context.by.county_id, staff_number__in=numbers)
    left = {person.staff_number for person in people if person.left_on}
    hands = _hands(people)
    for row in rows:
        told = person_row(row)
        if units.find(told.office, told.section) is None:
            name = f"{told.office} {told.section}".strip()
            yield Fault(row.number, gettext("本县没有“{name}”，或有同名的。先导入单位").format(name=name), "office")
        if told.staff_number in left:
            yield Fault(row.number, gettext("这个工号的人已登记为离开"), "staff_number")
        hand = _hand(told.role)
        if hands.setdefault(told.staff_number, hand) != hand:
            yield Fault(row.number, gettext("管理员、审计员和办事的角色不能由同一个人同时担任。"), "role")


def _hands(people: Any) -> dict[str, str]:
    held = people.filter(posts__until=None, posts__isnull=False).values_list("staff_number", "posts__role")
    return {number: _hand(Role(role)) for number, role in held}


def _hand(role: Role) -> str:
    return "work" if role in WORKERS else role.value


def person_row(row: Row) -> PersonRow:
    values = row.values
    since = values["since"]
    assert isinstance(since, date), "a required date column"
    return PersonRow(
        name=text(values["name"]),
        staff_number=text(values["staff_number"]),
        office=text(values["office"]),
        section=text(values["section"]),
        role=Role(text(values["role"])),
        since=since,
        title=text(values["title"]),
        phone=text(values["phone"]),
    )


def text(value: Value) -> str:
    return "" if value is None else str(value)


def degrees(value: Value) -> float | None:
    return float(value) if isinstance(value, Decimal | int) else None


def applied(written: Written) -> Applied:
    return Applied(added=written.added, updated=written.updated, unchanged=written.unchanged)


UNITS = register(
    SheetKind(
        key="people.units",
        label=_("单位和科室"),
        columns=(
            Column(
                "office",
                _("单位"),
                names=("单位名称", "部门"),
                required=True,
                width=24,
                max_length=80,
                example="市委组织部",
            ),
            Column("section", _("科室"), names=("内设机构", "股室"), width=20, max_length=80, example="组织二科"),
            Column("short_name", _("简称"), max_length=40, example="组二"),
            Column("code", _("代码"), names=("单位代码",), max_length=40),
        ),
        identity=("office", "section"),
        apply=apply_units,
        check_rows=check_units,
        may_import=may_import,
    )
)
VILLAGES = register(
    SheetKind(
        key="people.villages",
        label=_("村（社区）"),
        columns=(
            Column(
                "name",
                _("名称"),
                names=("村", "村名", "村（社区）", "社区"),
                required=True,
                max_length=80,
                example="竹坑村",
            ),
            Column(
                "town", _("乡镇"), names=("乡镇（街道）", "街道", "镇"), required=True, max_length=80, example="洪岩镇"
            ),
            Column(
                "code", _("代码"), names=("区划代码", "统计代码"), required=True, max_length=40, example="360281105201"
            ),
            Column("longitude", _("经度"), kind="decimal", example="117.3341"),
            Column("latitude", _("纬度"), kind="decimal", example="28.9702"),
        ),
        identity=("town", "name"),
        apply=apply_villages,
        check_rows=check_villages,
        may_import=may_import,
    )
)
PERSONS = register(
    SheetKind(
        key="people.persons",
        label=_("人员"),
        columns=(
            Column("name", _("姓名"), required=True, max_length=60, example="方敏"),
            Column(
                "staff_number", _("工号"), names=("编号", "人员编号"), required=True, max_length=40, example="lp012"
            ),
            Column(
                "office", _("单位"), names=("所在单位", "部门", "乡镇"), required=True, width=24, example="市委组织部"
            ),
            Column("section", _("科室"), names=("内设机构", "股室", "村"), width=20, example="组织二科"),
            Column("title", _("职务"), names=("职级",), max_length=40, example="四级主任科员"),
            Column(
                "role",
                _("角色"),
                kind="choice",
                required=True,
                choices=tuple((role.value, label) for role, label in LABELS.items()),
                example="干部",
            ),
            Column("phone", _("电话"), names=("手机", "联系电话"), kind="phone", example="13800000000"),
            Column(
                "since", _("起始日期"), names=("任职时间", "任职日期"), kind="date", required=True, example="2026-03-05"
            ),
        ),
        identity=("staff_number", "office", "section", "role"),
        apply=apply_persons,
        check_rows=check_persons,
        may_import=may_import,
    )
)
