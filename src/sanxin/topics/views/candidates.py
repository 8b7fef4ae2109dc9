"""The list of candidates, one candidate, and the list as a file."""

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest
from sanxin.topics import events
from sanxin.topics.forms.filters import CandidateFilters
from sanxin.topics.models import Candidate, FieldOfConcern
from sanxin.topics.queries.figures import figures_of
from sanxin.topics.queries.raised import uncovered
from sanxin.topics.views.candidate_context import context_of, lines_of
from sanxin.topics.views.common import find_candidate, my_office
from sanxin.topics.views.empty import ways_to_candidates
from sanxin.topics.views.tabs import tabs_of


@policy(OFFICE)
def candidates(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters, rows = _asked(request)
    page = page_of(rows, request)
    office = my_office(request)
    raised = uncovered(office, year=clock.today().year)
    context = {"tabs": tabs_of("candidates"), "raised": raised, "filters": filters}
    if not page.paginator.count and not filters.is_set:
        return render(request, "topics/candidates/empty.html", context | {"ways": ways_to_candidates(person)})
    context |= {"page": page, "lines": lines_of(list(page), person)}
    return render(request, "topics/candidates/candidates.html", context)


@policy(OFFICE)
def candidates_file(request: StaffRequest) -> HttpResponseBase:
    _filters, rows = _asked(request)
    heads = [
        _("题目"),
        _("状态"),
        _("领域"),
        _("谁提的"),
        _("哪天提的"),
        _("多少人说"),
        _("几个村"),
        _("理由"),
        _("平均分"),
        _("几人打了"),
    ]
    found = list(rows)
    lines = {line["row"].id: line for line in lines_of(found, request.user.person)}
    figures = figures_of(found)
    return export(request, events.CANDIDATES, heads, (_cells(lines[row.id], figures[row.id]) for row in found))


@policy(OFFICE)
def candidate(request: StaffRequest, pk: UUID) -> HttpResponse:
    return candidate_page(request, find_candidate(request, pk))


def candidate_page(request: StaffRequest, found: Candidate, *, status: int = 200, **forms: Any) -> HttpResponse:
    """`forms`: those to be shown with what has to be mended (score, remark)."""
    context = context_of(found, request.user.person) | forms
    return render(request, "topics/candidates/candidate.html", context, status=status)


def _asked(request: StaffRequest) -> tuple[CandidateFilters, QuerySet[Candidate]]:
    person = request.user.person
    filters = CandidateFilters(request.GET, fields=list(FieldOfConcern.objects.visible_to(person)))
    rows = filters.narrow(Candidate.objects.visible_to(person), person)
    return filters, rows.select_related("field", "proposed_by", "round__closing").annotate(
        remarked=Count("remarks", distinct=True)
    )


def _cells(line: dict[str, Any], figures: Any) -> list[Any]:
    row, scored = line["row"], line["scored"]
    shown = scored.standing if scored else None
    return [
        row.title,
        row.get_stage_display(),
        str(row.field or ""),
        row.proposed_by.name,
        row.proposed_at,
        figures.people,
        figures.villages,
        row.reason,
        round(shown.total, 1) if shown else "",
        scored.given if scored else "",
    ]
