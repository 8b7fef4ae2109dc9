"""What the page of one topic shows."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import timeline
from sanxin.kernel.words import listed
from sanxin.people.models import Person
from sanxin.topics.actions.plans import missing_of
from sanxin.topics.models import Manner, Milestone, Topic, TopicStage
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.came import came_to
from sanxin.topics.queries.crowding import crowded_visits
from sanxin.topics.queries.similar import LIGHTS

SOON = 3


def context_of(topic: Topic, person: Person) -> dict[str, Any]:
    today = clock.today()
    milestones = list(topic.milestones.select_related("owner", "done__by"))
    visits = list(topic.visits.select_related("place__parent", "by", "outcome"))
    crowded = crowded_visits(visits, topic)
    missing = missing_of(topic) if topic.stage == TopicStage.PLANNING else []
    places = list(topic.place_rows.select_related("place__parent"))
    questionnaires = list(topic.questionnaires.all())
    came, elsewhere = came_to(topic, [row.place for row in places]) if questionnaires else ({}, 0)
    return {
        "topic": topic,
        "light": light_of(topic, today),
        "facts": facts_of(topic),
        "steps": steps_of(topic, milestones, missing),
        "places": [(row, came.get(row.place_id, 0)) for row in places],
        "asks": bool(questionnaires),
        "elsewhere": elsewhere,
        "asked": sum(row.people for row in places),
        "milestones": [(row, milestone_light(row, today, topic)) for row in milestones],
        "visits": [(row, row.id in crowded) for row in visits],
        "unannounced": sum(row.manner == Manner.UNANNOUNCED for row in visits),
        "problems": list(topic.problems.select_related("cause_tree").order_by("-heat", "number")),
        "questionnaires": questionnaires,
        "proposals": list(topic.proposals.select_related("drafted_by")),
        "end": getattr(topic, "end", None),
        "missing": missing,
        "may_plan": topic.is_open and permissions.may_plan(topic, person),
        "may_work": topic.is_open and permissions.may_work(topic, person),
        "me": person,
        "actions": actions_of(topic, person, missing),
        "entries": timeline(topic.id),
    }


def light_of(topic: Topic, today: date) -> tuple[str, str]:
    if topic.is_late(today) and topic.ends_on:
        return "red", _("超期 {n} 日").format(n=(today - topic.ends_on).days)
    return LIGHTS[TopicStage(topic.stage)], str(topic.get_stage_display())


def facts_of(topic: Topic) -> list[dict[str, Any]]:
    span = "—".join(f"{day:%Y-%m-%d}" for day in (topic.starts_on, topic.ends_on) if day)
    return [
        {"label": _("领域"), "value": topic.field.name},
        {"label": _("类型"), "value": topic.get_kind_display()},
        {"label": _("牵头"), "value": topic.lead.name},
        {"label": _("课题组"), "value": listed(topic.team.values_list("name", flat=True))},
        {"label": _("方式"), "value": listed(topic.methods_in_words)},
        {"label": _("问哪些人"), "value": topic.audience},
        {"label": _("起止"), "value": span},
        {"label": _("预期成果"), "value": topic.expected},
        {
            "label": _("从候选来"),
            "value": _("看当时的理由和打分"),
            "url": reverse("topics:candidate", args=[topic.candidate_id]),
        },
    ]


def steps_of(topic: Topic, milestones: list[Milestone], missing: list[str]) -> list[dict[str, Any]]:
    """选上 → 安排 → 调研 → 出方案 → 结题"""
    done = sum(row.is_done for row in milestones)
    led_to = topic.proposals.count()
    reached = {TopicStage.PLANNING: 1, TopicStage.RUNNING: 3 if led_to else 2, TopicStage.STOPPED: 2}.get(
        TopicStage(topic.stage), 5
    )
    rows = [
        (_("已选上"), f"{timezone.localdate(topic.opened_at):%m-%d}"),
        (_("安排"), _("还差 {n} 项").format(n=len(missing)) if missing else ""),
        (_("调研"), f"{done}/{len(milestones)}" if milestones else ""),
        (_("出方案"), _("{n} 个").format(n=led_to) if led_to else _("没有") if reached > 3 else ""),
        (_("结题"), ""),
    ]
    if topic.stage == TopicStage.STOPPED:
        rows = [*rows[:2], (_("中止"), "")]
    states = ["done" if i < reached else "current" if i == reached else "ahead" for i in range(len(rows))]
    return [{"label": label, "note": note, "state": state} for (label, note), state in zip(rows, states, strict=True)]


def milestone_light(row: Milestone, today: date, topic: Topic) -> tuple[str, str]:
    if row.is_done:
        return "done", _("办完")
    late = (today - row.due_on).days
    if late > 0 and topic.is_open:
        return "red", _("超期 {n} 日").format(n=late)
    left = calendar_of(topic.county_id).between(today, row.due_on) if topic.is_open else 0
    if not topic.is_open:
        return "off", _("没办")
    return ("amber" if left <= SOON else "green"), _("剩 {n} 日").format(n=left)


def actions_of(topic: Topic, person: Person, missing: list[str]) -> list[dict[str, Any]]:
    """The verbs open to this person now; the page's own one last and vermilion."""
    if not topic.is_open:
        return []
    actions: list[dict[str, Any]] = []
    if permissions.may_stop(topic, person):
        actions.append({"label": _("中止"), "url": reverse("topics:stop", args=[topic.pk]), "kind": "quiet"})
    if permissions.may_plan(topic, person):
        planning = topic.stage == TopicStage.PLANNING
        kind = "primary" if planning and missing else ""
        plan_url = reverse("topics:plan", args=[topic.pk])
        actions.append({"label": _("安排") if planning else _("改安排"), "icon": "edit", "url": plan_url, "kind": kind})
        if planning and not missing:
            actions.append({"label": _("开始调研"), "icon": "flag", "dialog": "start", "kind": "primary"})
        if not planning:
            finish_url = reverse("topics:finish", args=[topic.pk])
            actions.append({"label": _("结题"), "icon": "circle-check", "url": finish_url, "kind": "primary"})
    return actions
