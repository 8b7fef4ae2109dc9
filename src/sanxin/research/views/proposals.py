"""The list of proposals, one proposal, and the list as a file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.research import events
from sanxin.research.models import Proposal, ProposalStage
from sanxin.research.queries import proposal_lists
from sanxin.research.queries.owners import Owners
from sanxin.research.queries.proposal_parts import parts_of
from sanxin.research.queries.proposal_returns import returns_of
from sanxin.research.queries.proposal_route import route_of
from sanxin.research.queries.proposals import follow_up, frozen_figures, planned_of, read_figures
from sanxin.research.views.proposal_context import actions_of, matrix_of, stages_of, steps_of, tabs_of, ways_in


@policy(OFFICE)
def proposals(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    mine = Proposal.objects.visible_to(person)
    stage, words = request.GET.get("stage", ""), request.GET.get("q", "")
    page = page_of(proposal_lists.listed(mine, stage=stage, words=words), request)
    if not page.paginator.count and not (stage or words):
        return render(request, "research/proposals/empty.html", {"ways": ways_in(person)})
    context = {
        "page": page,
        "q": words,
        "stage": stage,
        "tabs": tabs_of(proposal_lists.counts(mine), stage),
        "may_draft": bool(person.sight.desk_offices),
    }
    return render(request, "research/proposals/proposals.html", context)


@policy(OFFICE)
def proposals_file(request: StaffRequest) -> HttpResponseBase:
    rows = proposal_lists.listed(
        Proposal.objects.visible_to(request.user.person),
        stage=request.GET.get("stage", ""),
        words=request.GET.get("q", ""),
    )
    heads = [
        _("编号"),
        _("方案"),
        _("状态"),
        _("起草"),
        _("报给"),
        _("起草时间"),
        _("承办单位"),
        _("费用"),
        _("开的台账"),
        _("已销号"),
    ]
    return export(request, events.PROPOSALS, heads, (_cells(row) for row in rows))


def _cells(row: Any) -> list[Any]:
    return [
        row.code,
        row.title,
        row.get_stage_display(),
        row.drafted_by.name,
        row.leader or "",
        row.drafted_at,
        str(row.responsible or ""),
        row.cost,
        row.items,
        row.items_done,
    ]


def find(person: Person, pk: UUID) -> Proposal:
    """Through the person's eyes; a stranger's proposal is not there."""
    rows = Proposal.objects.visible_to(person).select_related("office", "responsible", "drafted_by")
    return get_object_or_404(rows, pk=pk)


@policy(OFFICE)
def proposal(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, today = request.user.person, clock.today()
    found = find(person, pk)
    submissions = list(found.submissions.select_related("to", "by", "decision__by", "withdrawal").order_by("-round"))
    figures = submissions[0].figures if submissions else frozen_figures(list(found.problems.all()))
    items = follow_up(found, today)
    route = route_of(found)
    context = {
        "proposal": found,
        "parts": parts_of(found, figures),
        "route": route,
        "returns": returns_of(found, figures) if found.stage == ProposalStage.RETURNED else [],
        "steps_planned": list(found.steps.all()),
        "problems": list(found.problems.order_by("number")),
        "figures": read_figures(figures),
        "options": matrix_of(found, figures),
        "planned": [] if items else planned_of(found, Owners(found.office), today),
        "items": items,
        "submissions": submissions,
        "light": stages_of(found),
        "steps": steps_of(found, submissions, items, route),
        "actions": actions_of(found, submissions, person, route),
        "entries": timeline(found.id),
    }
    return render(request, "research/proposals/proposal.html", context)
