"""The sheet of 联系点: village, department, task, from, until."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.sheets import Applied, Column, Context, Fault, Row, SheetKind, register
from sanxin.ledger.actions.contact_points import LONGEST_TASK, Point, set_many
from sanxin.ledger.permissions.contact_points import may_keep
from sanxin.people.models import Level, Person, Unit
from sanxin.people.queries.pickers import offices_of

COLUMNS = (
    Column("town", _("乡镇"), names=("街道", "乡镇街道", "镇街"), required=True, max_length=60, example="洪岩镇"),
    Column(
        "village",
        pgettext_lazy("place", "村"),
        names=("联系村", "帮扶村", "村（社区）", "行政村", "社区", "联系点"),
        required=True,
        max_length=60,
        example="竹坑村",
    ),
    Column(
        "unit",
        _("联系单位"),
        names=("帮扶单位", "定点单位", "挂点单位", "包村单位", "单位", "部门"),
        required=True,
        width=24,
        max_length=80,
        example="市水利局",
    ),
    Column(
        "task",
        _("联系任务"),
        names=("帮扶任务", "任务", "帮扶内容", "联系内容"),
        required=True,
        width=40,
        max_length=LONGEST_TASK,
        example="帮油茶基地接水",
    ),
    Column(
        "since",
        _("起"),
        names=("开始日期", "起始日期", "联系时间", "开始时间"),
        kind="date",
        required=True,
        example="2026-01-01",
    ),
    Column("until", _("止"), names=("结束日期", "截止日期", "结束时间"), kind="date", example=""),
)


class Names:
    """Villages by township and name, departments by name, of one county; two queries."""

    def __init__(self, person: Person) -> None:
        villages = Unit.objects.in_use().filter(county=person.county_id, level=Level.VILLAGE)
        self.villages = {(str(one.parent or ""), one.name): one for one in villages.select_related("parent")}
        self.units = {one.name: one for one in offices_of(person.county_id).exclude(level=Level.VILLAGE)}

    def village(self, row: Row) -> Unit | None:
        return self.villages.get((_words(row.values["town"]), _words(row.values["village"])))

    def unit(self, row: Row) -> Unit | None:
        return self.units.get(_words(row.values["unit"]))


def may_import(person: Person) -> bool:
    return may_keep(person)


def check_rows(rows: Sequence[Row], context: Context) -> Iterable[Fault]:
    """Both must be there, and the end not before the beginning."""
    names = Names(context.by)
    for row in rows:
        if names.village(row) is None:
            told = gettext("本县没有“{name}”").format(name=f"{row.values['town']} {row.values['village']}")
            yield Fault(row.number, told, "village")
        if names.unit(row) is None:
            yield Fault(row.number, gettext("本县没有“{name}”").format(name=row.values["unit"]), "unit")
        since, until = row.values["since"], row.values["until"]
        if since and until and cast(date, until) < cast(date, since):
            yield Fault(row.number, gettext("止的那天早于起的那天"), "until")


def apply(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
    names = Names(by)
    points = [_point(row, names) for row in rows]
    added, known = set_many(points, by=by, at=at)
    return Applied(added=added, unchanged=known)


def _point(row: Row, names: Names) -> Point:
    village, unit = names.village(row), names.unit(row)
    assert village is not None, "checked before"
    assert unit is not None, "checked before"
    return Point(
        village,
        unit,
        _words(row.values["task"]),
        cast(date, row.values["since"]),
        cast(date | None, row.values["until"]),
    )


def _words(value: object) -> str:
    return str(value).strip() if value is not None else ""


register(
    SheetKind(
        key="ledger.contact_points",
        label=_("联系点"),
        columns=COLUMNS,
        apply=apply,
        check_rows=check_rows,
        may_import=may_import,
        identity=("town", "village", "unit", "since"),
    )
)
