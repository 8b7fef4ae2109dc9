"""A plan as JSON values or as a workbook a colleague can read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import xlsxwriter

from sanxin_engines.caseload.instance import Instance, Target
from sanxin_engines.caseload.plan import Part, Plan, Reason, Rule

REASONS = {
    Reason.FIXED: "指定",
    Reason.KEPT: "沿用上年",
    Reason.OWN_VILLAGE: "住在所联系的村",
    Reason.NEAREST: "最近",
    Reason.BALANCE: "为了大家都均衡",
}
RULES = {
    Rule.NEEDS: "缺需要的专长",
    Rule.HOME: "是本人老家的村",
    Rule.FORBIDDEN: "要回避",
    Rule.TOO_FAR: "超过最远距离",
    Rule.FULL: "名额满了",
    Rule.FIXED_RULE: "指定的人不合规定",
    Rule.TOO_FEW: "没有够到下限",
}
KINDS = {Target.VILLAGE: "村", Target.MEMBER: "困难党员"}


def as_plain(plan: Plan) -> dict[str, Any]:
    """JSON values; every pair with its reason and the next best officer."""
    return {part.kind.value + "s": _part(part) for part in (plan.villages, plan.members)}


def write_json(path: Path, plan: Plan, instance: Instance) -> None:
    path.write_text(json.dumps(as_plain(plan), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_xlsx(path: Path, plan: Plan, instance: Instance) -> None:
    """Three sheets: who has whom, what could not be done, and how good the plan is."""
    names = {one.id: one.name for one in instance.staff}
    places = {one.id: one.name for one in instance.villages}
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#F3F0EA", "bottom": 1})
        _sheet(book, bold, "安排", ASSIGNED, _assigned(plan, names, places))
        _sheet(book, bold, "没安排上的", UNSERVED, _left(plan, names, places))
        _sheet(book, bold, "总账", SUMMARY, (_summary(part) for part in (plan.villages, plan.members)))


WRITERS = {".json": write_json, ".xlsx": write_xlsx}
ASSIGNED = ("类别", "对象", "名称", "干部", "姓名", "直线公里", "为什么", "上年是谁", "其次是谁", "换过去至少多花公里")
UNSERVED = ("类别", "对象或干部", "名称", "原因")
SUMMARY = (
    "类别",
    "安排了",
    "没安排上",
    "不到下限的干部",
    "总代价（公里）",
    "下界（公里）",
    "差距",
    "沿用上年",
    "可沿用的",
)


def _part(part: Part) -> dict[str, Any]:
    plain = asdict(part)
    plain["kind"] = part.kind.value
    plain["unserved"] = [
        {"target": one.target, "rules": {rule.value: count for rule, count in one.rules}} for one in part.unserved
    ]
    for one in (*plain["assignments"], *plain["short"]):
        del one["kind"]
    return plain


def _assigned(plan: Plan, names: dict[str, str], places: dict[str, str]) -> Iterable[Sequence[object]]:
    for one in plan.assignments:
        yield (
            KINDS[one.kind],
            one.target,
            places.get(one.target, ""),
            one.staff,
            names[one.staff],
            round(one.km, 1),
            REASONS[one.reason],
            one.before or "",
            one.next_best or "",
            "" if one.next_km is None else round(one.next_km, 1),
        )


def _left(plan: Plan, names: dict[str, str], places: dict[str, str]) -> Iterable[Sequence[object]]:
    for part in (plan.villages, plan.members):
        for one in part.unserved:
            why = "；".join(f"{RULES[rule]}（{count} 人）" for rule, count in one.rules)
            yield KINDS[one.kind], one.target, places.get(one.target, ""), why
        for low in part.short:
            yield KINDS[low.kind], low.staff, names[low.staff], f"给了 {low.given} 个，下限 {low.floor} 个"


def _summary(part: Part) -> Sequence[object]:
    return (
        KINDS[part.kind],
        len(part.assignments),
        len(part.unserved),
        len(part.short),
        part.objective,
        part.bound,
        part.gap,
        part.kept,
        part.could_keep,
    )


def _sheet(book: Any, bold: Any, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(head) - 1, 16)
    sheet.write_row(0, 0, head, bold)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
