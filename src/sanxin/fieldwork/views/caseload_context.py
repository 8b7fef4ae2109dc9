"""What the pages of a plan show beside its rows: how it stands, how good it is, in plain words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sanxin.fieldwork.models import CaseloadPlan, PlanOfficer, PlanPair
from sanxin.fieldwork.queries.caseload_plans import Load, loads_of
from sanxin.fieldwork.queries.caseload_words import hindrance
from sanxin.fieldwork.queries.skills import match_in, skills_in
from sanxin.fieldwork.views.caseload_common import url_of
from sanxin.people.models import Person

KINDS = ("village", "member")
PROVEN = 0.0005
"""A gap below this is nothing one could see."""


@dataclass(frozen=True)
class Left:
    """What cannot be served, and the rule that prevents it."""

    pair: PlanPair
    why: str


def light_of(plan: CaseloadPlan, today: date) -> tuple[str, str]:
    if hasattr(plan, "drop"):
        return "off", _("已撤下")
    if plan.is_approved:
        day = plan.approval.in_force_on
        if day > today:
            return "green", _("{day} 起生效").format(day=day.isoformat())
        return "done", _("已生效")
    if not plan.round:
        return "wait", _("还没排")
    return "wait", _("草稿")


def figures_of(plan: CaseloadPlan) -> list[dict[str, Any]]:
    """Served, kept; each opens its rows."""
    if not plan.round:
        return []
    villages = plan.pairs.filter(member=None).count()
    members = plan.pairs.exclude(member=None).count()
    served_villages = plan.pairs.filter(member=None, person__isnull=False).count()
    served_members = plan.pairs.exclude(member=None).filter(person__isnull=False).count()
    kept, could = plan.pairs.kept().count(), plan.pairs.exclude(before=None).count()
    left = villages + members - served_villages - served_members
    return [
        {
            "value": served_villages,
            "unit": _("/ {n} 个村").format(n=villages),
            "label": _("村有人联系"),
            "url": url_of(plan, "villages"),
        },
        {
            "value": served_members,
            "unit": _("/ {n} 位").format(n=members),
            "label": _("党员有人联系"),
            "url": url_of(plan, "members"),
        },
        {
            "value": f"{round(100 * kept / could)}%" if could else "—",
            "unit": "",
            "label": _("沿用上年"),
            "url": url_of(plan) + "?view=villages&change=kept",
        },
        {"value": left, "unit": "", "label": _("没安排上"), "url": url_of(plan, "left")},
    ]


def words_of(plan: CaseloadPlan) -> list[str]:
    """Objective, bound and gap said in plain words, then what the distances rest on."""
    found = [_proof(plan, kind) for kind in KINDS if plan.figures_of(kind).get("served")]
    if any(plan.figures_of(kind).get("objective", 0) < 0 for kind in KINDS):
        found.append(_("总账是路程加上各项代价；没换人的每个减 {km:g} 公里，所以会是负数。").format(km=plan.change_km))
    by_hand = sum(change.km for change in plan.changes.filter(round=plan.round, undone_at=None))
    if by_hand:
        found.append(_("排完以后人工调整过，总账又多了 {km:.1f} 公里。").format(km=by_hand))
    if missing := plan.figures.get("without_place", 0):
        found.append(
            ngettext(
                "有 {n} 个村和它的乡镇都没有坐标，按全县的中间算距离。",
                "有 {n} 个村和它的乡镇都没有坐标，按全县的中间算距离。",
                missing,
            ).format(n=missing)
        )
    return found


def _proof(plan: CaseloadPlan, kind: str) -> str:
    """The objective counts what is kept below zero, so the way is said first."""
    figures = plan.figures_of(kind)
    pairs = plan.pairs.filter(member=None) if kind == "village" else plan.pairs.exclude(member=None)
    told = {
        "name": pgettext("several", "村") if kind == "village" else _("困难党员"),
        "way": f"{sum(km or 0 for km in pairs.values_list('km', flat=True)):,.1f}",
        "total": f"{figures['objective']:,.1f}",
        "bound": f"{figures['bound']:,.1f}",
    }
    if figures["gap"] <= PROVEN:
        sentence = _("{name}：直线合计 {way} 公里。总账 {total}，下界 {bound}，算过再怎么排也不会更好。")
        return sentence.format(**told)
    sentence = _("{name}：直线合计 {way} 公里。总账 {total}，下界 {bound}，最多还能省路程的 {gap:.1%}。")
    return sentence.format(**told, gap=figures["gap"])


def tabs_of(plan: CaseloadPlan, view: str) -> list[dict[str, Any]]:
    pairs = plan.pairs
    counts = {
        "villages": (pgettext("several", "村"), pairs.filter(member=None).count()),
        "members": (_("困难党员"), pairs.exclude(member=None).count()),
        "left": (_("没安排上"), pairs.filter(person=None).count()),
        "officers": (pgettext("several", "联系干部"), plan.officers.count()),
        "rules": (_("规定"), None),
    }
    return [
        {"label": label, "count": count, "url": f"?view={name}", "current": name == view}
        for name, (label, count) in counts.items()
    ]


def left_rows(plan: CaseloadPlan) -> list[Left]:
    """Unserved rows, each with its rule; and officers below the least, said below the table."""
    rows = list(plan.pairs.filter(person=None).with_names().order_by("village__path", "id"))
    match_in(plan, rows)
    return [Left(pair, hindrance(pair.hindered)) for pair in rows]


def rules_of(plan: CaseloadPlan) -> list[dict[str, Any]]:
    """Every bound and price, visible."""
    km = _("{km:g} 公里")
    return [
        {"label": _("每人几个村"), "value": _("{a} 到 {b} 个").format(a=plan.min_villages, b=plan.max_villages)},
        {"label": _("每人几位党员"), "value": _("{a} 到 {b} 位").format(a=plan.min_members, b=plan.max_members)},
        {"label": _("换一个联系人"), "value": km.format(km=plan.change_km)},
        {"label": _("住在自己联系的村"), "value": km.format(km=plan.own_village_km)},
        {"label": _("超过下限每多一个"), "value": km.format(km=plan.balance_km)},
        {"label": _("每多一位特别困难的"), "value": km.format(km=plan.hard_km)},
        {"label": _("最远"), "value": km.format(km=plan.most_km) if plan.most_km is not None else _("不限")},
        {"label": _("参加的村"), "value": plan.villages.count()},
    ]


@dataclass(frozen=True)
class LoadRow:
    """One officer's part, and how they take part."""

    person: Person
    villages: int
    members: int
    kept: int
    km: float
    officer: PlanOfficer | None
    skills: list[str]
    short: str
    """That they are below the least, in words."""


def load_rows(plan: CaseloadPlan) -> list[LoadRow]:
    officers = {one.person_id: one for one in plan.officers.select_related("person", "base", "home", "plan")}
    known = skills_in(plan)
    rows = []
    for load in loads_of(plan):
        officer = officers.get(load.person.id)
        skills = sorted(known.get(load.person.id, ()))
        short = _short(load, officer) if officer is not None else _("已不参加")
        rows.append(LoadRow(load.person, load.villages, load.members, load.kept, load.km, officer, skills, short))
    return rows


def _short(load: Load, officer: PlanOfficer) -> str:
    least_villages, _most, least_members, _top = officer.bounds()
    if load.villages >= least_villages and load.members >= least_members:
        return ""
    return _("不到下限：没有够给的了")


def ways_in(may_plan: bool) -> list[dict[str, Any]]:
    """The first plan of an office."""
    way: dict[str, Any] = {
        "title": _("起草第一份"),
        "text": _("干部、村和困难党员的名单已经在系统里：选人选村，点“排一次”，几秒钟排好。"),
    }
    if may_plan:
        way |= {"label": _("起草一份"), "icon": "plus", "url": reverse("fieldwork:new_plan"), "primary": True}
    return [way]
