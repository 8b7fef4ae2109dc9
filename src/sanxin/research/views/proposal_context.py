"""What the pages about proposals show beside the rows themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.people.models import Person
from sanxin.research.models import Proposal, ProposalStage, ProposalSubmission
from sanxin.research.models.proposal import WRITABLE
from sanxin.research.permissions import proposals as permissions
from sanxin.research.queries.proposal_route import Look
from sanxin.research.queries.proposals import FollowUp

LIGHTS = {
    ProposalStage.DRAFT: "off",
    ProposalStage.REVIEWING: "wait",
    ProposalStage.SUBMITTED: "wait",
    ProposalStage.RETURNED: "amber",
    ProposalStage.AGREED: "done",
    ProposalStage.REFUSED: "off",
}


def numerals() -> list[str]:
    """How options are counted on paper."""
    return [_("一"), _("二"), _("三"), _("四")]


@dataclass(frozen=True)
class Column:
    label: str
    recommended: bool


@dataclass(frozen=True)
class Matrix:
    columns: list[Column]
    rows: list[dict[str, Any]]


def stages_of(proposal: Proposal) -> str:
    return LIGHTS[ProposalStage(proposal.stage)]


def tabs_of(counts: Mapping[str, int], stage: str) -> list[dict[str, Any]]:
    rows = [{"label": _("全部"), "url": "?", "count": sum(counts.values()), "current": not stage}]
    for one in ProposalStage:
        rows.append(
            {"label": one.label, "url": f"?stage={one.value}", "count": counts.get(one, 0), "current": stage == one}
        )
    return rows


def matrix_of(proposal: Proposal, figures: Mapping[str, Any]) -> Matrix:
    """Options as columns; a row nobody filled in is left out."""
    options = list(proposal.options.all())
    counted = numerals()
    columns = [Column(f"{counted[i]}　{one.name}", one.recommended) for i, one in enumerate(options)]
    total = figures["messages"]
    solved = [
        ngettext("{total} 条里 {n} 条", "{total} 条里 {n} 条", total).format(total=total, n=one.solves)
        if one.solves is not None
        else ""
        for one in options
    ]
    rows = [
        (_("一年费用"), [one.cost for one in options]),
        (_("多久办成"), [one.time for one in options]),
        (_("能解决多少"), solved),
        (_("主要风险"), [one.risk for one in options]),
        (_("谁来办"), [one.who for one in options]),
        (_("好处"), [one.pros for one in options]),
        (_("不足"), [one.cons for one in options]),
    ]
    return Matrix(columns, [{"label": label, "cells": cells} for label, cells in rows if any(cells)])


def steps_of(
    proposal: Proposal, submissions: Sequence[ProposalSubmission], items: Sequence[FollowUp], route: Sequence[Look]
) -> list[dict[str, Any]]:
    """起草 → （科室 → 分管 →）报领导 → 批示 → 办理 → 办结"""
    done = sum(one.light.kind == "done" for one in items)
    reached = {
        ProposalStage.DRAFT: 0,
        ProposalStage.REVIEWING: 1,
        ProposalStage.RETURNED: 0,
        ProposalStage.SUBMITTED: 2,
        ProposalStage.REFUSED: 3,
        ProposalStage.AGREED: 5 if items and done == len(items) else 3,
    }[ProposalStage(proposal.stage)]
    last = submissions[0] if submissions else None
    decided = getattr(last, "decision", None)
    notes = [
        proposal.drafted_by.name,
        last.to.name if last else "",
        decided.get_verdict_display() if decided else "",
        ngettext("{n} 条台账", "{n} 条台账", len(items)).format(n=len(items)) if items else "",
        f"{done}/{len(items)}" if items else "",
    ]
    labels = [_("起草"), _("报领导"), _("批示"), _("办理"), _("办结")]
    states = ["done" if i < reached else "current" if i == reached else "ahead" for i in range(5)]
    if proposal.stage == ProposalStage.REFUSED:
        labels, notes, states = labels[:3], notes[:3], states[:3]
    rows = [
        {"label": label, "note": note, "state": state} for label, note, state in zip(labels, notes, states, strict=True)
    ]
    looks = [{"label": look.label, "note": look.who, "state": look.state} for look in route]
    if proposal.stage == ProposalStage.REVIEWING:
        rows[1]["state"] = "ahead"
    return [rows[0], *looks, *rows[1:]] if proposal.stage not in WRITABLE else rows


def actions_of(
    proposal: Proposal, submissions: Sequence[ProposalSubmission], person: Person, route: Sequence[Look]
) -> list[dict[str, Any]]:
    """The verbs open to this person now, the page's own one last and vermilion."""
    actions: list[dict[str, Any]] = []
    waiting = submissions[0] if submissions and proposal.stage == ProposalStage.SUBMITTED else None
    if proposal.is_writable and permissions.may_write(proposal, person):
        actions += [
            {"label": _("修改"), "icon": "edit", "url": reverse("research:revise_proposal", args=[proposal.pk])},
            {
                "label": _("报领导"),
                "icon": "send",
                "url": reverse("research:submit_proposal", args=[proposal.pk]),
                "kind": "primary",
            },
        ]
    if waiting and permissions.may_write(proposal, person):
        actions.append({"label": _("收回"), "icon": "arrow-back-up", "dialog": "withdraw"})
    current = next((look.step for look in route if look.state == "current"), None)
    if current and permissions.may_write(proposal, person) and current.person_id != person.id:
        actions.append({"label": _("收回"), "icon": "arrow-back-up", "dialog": "call-back"})
    if current and permissions.may_answer(current, person):
        url = reverse("research:review_proposal", args=[current.pk])
        actions.append({"label": _("去审"), "icon": "eye", "url": url, "kind": "primary"})
    if proposal.stage == ProposalStage.AGREED:
        lists, after = (reverse(f"research:{name}", args=[proposal.pk]) for name in ("three_lists", "follow_up"))
        actions.append({"label": _("三张清单"), "icon": "table", "url": lists})
        actions.append({"label": _("跟踪"), "icon": "flag", "url": after})
    if waiting and permissions.may_decide(waiting, person):
        url = reverse("research:decide", args=[proposal.pk])
        actions.append({"label": _("去批示"), "icon": "rubber-stamp", "url": url, "kind": "primary"})
    return actions


def ways_in(person: Person) -> list[dict[str, Any]]:
    """How the first proposal comes about."""
    from_problem = {
        "title": _("从问题台起"),
        "text": _("采纳一个问题，写几个办法、建议一个、列出同意后开哪几条台账，报给领导。"),
        "label": _("去问题台"),
        "icon": "ear",
        "url": reverse("research:desk"),
        "primary": bool(person.sight.desk_offices),
    }
    return [from_problem]


def minutes_to_read(proposal: Proposal) -> int:
    """Four hundred characters a minute, the whole page counted."""
    words = len(proposal.title) + len(proposal.text)
    words += sum(len(f"{one.name}{one.cost}{one.time}{one.risk}{one.who}") for one in proposal.options.all())
    return max(1, round(words / 400 + 0.5))


def reading_time(proposal: Proposal) -> str:
    minutes = minutes_to_read(proposal)
    return ngettext("约 {n} 分钟读完", "约 {n} 分钟读完", minutes).format(n=minutes)
