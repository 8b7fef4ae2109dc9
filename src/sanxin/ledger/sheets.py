"""The sheet of an existing ledger, under whatever headers an office has kept it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from sanxin.kernel.sheets import Applied, Column, Context, Fault, Row, SheetKind, register
from sanxin.ledger import sheets_contact_points as sheets_contact_points
from sanxin.ledger.actions.imports import OldItem, take_over
from sanxin.ledger.queries.desks import desk_of
from sanxin.ledger.rules.kinds import Kind
from sanxin.people.models import Person
from sanxin.people.queries.pickers import people_of_offices


def people(context: Context) -> list[tuple[str, str]]:
    """Who can lead: the people of the importer's own office."""
    rows = people_of_offices(context.by.sight.work_offices)
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


COLUMNS = (
    Column("number", _("编号"), names=("序号", "原编号", "台账编号", "问题编号", "号"), max_length=40, example="17"),
    Column(
        "title",
        _("事项"),
        names=("问题", "问题名称", "存在问题", "具体问题", "事项名称", "主要问题", "任务", "工作任务", "标题"),
        required=True,
        width=36,
        max_length=500,
        example="竹坑村至镇区班车停运",
    ),
    Column(
        "detail",
        _("情况"),
        names=("问题描述", "具体情况", "基本情况", "情况说明", "问题表现", "备注"),
        width=48,
        max_length=4000,
        example="9 月线路调整后停开，三个村老人赶集要走 6 公里",
    ),
    Column(
        "owner",
        _("牵头人"),
        names=("责任人", "负责人", "包保人", "包案领导", "责任领导", "经办人", "整改责任人"),
        kind="choice",
        choices=people,
        example="",
    ),
    Column(
        "unit",
        _("协办单位"),
        names=("责任单位", "牵头单位", "配合单位", "整改单位", "主办单位", "承办单位", "联动部门"),
        max_length=200,
        example="市交通运输局",
    ),
    Column(
        "due_on",
        _("期限"),
        names=("到期日", "办结时限", "完成时限", "整改时限", "办结期限", "完成时间", "时限", "截止日期", "整改期限"),
        kind="date",
        required=True,
        example="2026-11-30",
    ),
    Column(
        "opened_on",
        _("立项日期"),
        names=("登记日期", "登记时间", "立项时间", "收到时间", "发现时间", "日期"),
        kind="date",
        example="2026-10-22",
    ),
    Column(
        "done",
        _("完成情况"),
        names=("是否完成", "状态", "办理状态", "是否销号", "销号情况", "整改情况", "办理结果", "是否办结"),
        max_length=4000,
        example="办理中",
    ),
    Column(
        "progress",
        _("进展"),
        names=("进展情况", "办理进展", "办理情况", "整改进展", "工作进展", "目前进展", "落实情况"),
        width=48,
        max_length=4000,
        example="公交公司同意每日一班",
    ),
    Column("town", _("乡镇"), names=("街道", "乡镇街道", "所属乡镇", "镇街"), max_length=60, example="洪岩镇"),
    Column("village", _("村"), names=("社区", "村社区", "行政村", "地点", "所属村"), max_length=120, example="竹坑村"),
    Column(
        "kind",
        _("类别"),
        names=("问题类别", "类型", "问题类型", "分类"),
        max_length=20,
        example=str(Kind.LIVELIHOOD.label),
    ),
    Column("source", _("来源"), names=("问题来源", "来源渠道"), max_length=200, example="走访"),
)


def may_import(person: Person) -> bool:
    return bool(person.sight.desk_offices)


def check_rows(rows: Sequence[Row], context: Context) -> Iterable[Fault]:
    """What a single cell cannot show: opened after it was due."""
    for row in rows:
        opened_on, due_on = row.values["opened_on"], row.values["due_on"]
        if opened_on and due_on and cast(date, due_on) < cast(date, opened_on):
            yield Fault(row.number, str(_("期限比立项日期还早")), "due_on")


def apply(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
    added, known = take_over([_old(row) for row in rows], office=desk_of(by), by=by, at=at)
    return Applied(added=added, unchanged=known)


def _old(row: Row) -> OldItem:
    said = row.values
    number = _words(said["number"])
    return OldItem(
        key=f"no:{number}" if number else f"row:{row.digest}",
        number=number,
        title=_words(said["title"]),
        detail=_words(said["detail"]),
        owner_id=_words(said["owner"]),
        unit=_words(said["unit"]),
        due_on=cast(date, said["due_on"]),
        opened_on=cast(date | None, said["opened_on"]),
        done=_words(said["done"]),
        progress=_words(said["progress"]),
        town=_words(said["town"]),
        village=_words(said["village"]),
        kind=_words(said["kind"]),
        source=_words(said["source"]),
    )


def _words(value: object) -> str:
    return str(value).strip() if value is not None else ""


register(
    SheetKind(
        key="ledger.items",
        label=_("台账"),
        columns=COLUMNS,
        apply=apply,
        check_rows=check_rows,
        may_import=may_import,
    )
)
