"""The list of plans, one plan beside last year, and its verbs of one button."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import caseload_approvals, caseload_plans, caseload_rounds
from sanxin.fieldwork.forms.caseload import ApproveForm
from sanxin.fieldwork.forms.caseload_filters import PairFilters
from sanxin.fieldwork.models import CaseloadPlan
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.queries.caseload_plans import latest_in_force, left_out, newcomers
from sanxin.fieldwork.queries.skills import match_in
from sanxin.fieldwork.views.caseload_common import PLANNERS, READERS, attempt, find_plan, seen_verb, url_of
from sanxin.fieldwork.views.caseload_context import (
    figures_of,
    left_rows,
    light_of,
    load_rows,
    rules_of,
    tabs_of,
    ways_in,
    words_of,
)
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.people.requests import StaffRequest

VIEWS = ("villages", "members", "left", "officers", "rules")


@policy(READERS)
def plans(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    rows = CaseloadPlan.objects.visible_to(person).select_related("office", "drafted_by", "approval", "drop")
    rows = rows.annotate(
        served_villages=Count("pairs", filter=Q(pairs__member=None, pairs__person__isnull=False)),
        served_members=Count("pairs", filter=Q(pairs__member__isnull=False, pairs__person__isnull=False)),
    )
    page = page_of(rows, request)
    today = clock.today()
    context = {
        "page": page,
        "rows": [(row, light_of(row, today)) for row in page],
        "may_plan": _heads(request),
        "ways": ways_in(_heads(request)),
    }
    return render(request, "fieldwork/plans/plans.html", context)


@policy(READERS)
def plan(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Compare with last year: kept, moved and why, new; who has how much; what cannot be served."""
    found, person, today = find_plan(request, pk), request.user.person, clock.today()
    changes = list(found.changes.filter(round=found.round).select_related("by")[:20])
    view = request.GET.get("view", VIEWS[0])
    view = view if view in VIEWS else VIEWS[0]
    context = {
        "plan": found,
        "view": view,
        "light": light_of(found, today),
        "figures": figures_of(found),
        "words": words_of(found),
        "tabs": tabs_of(found, view),
        "events": timeline(found.id),
        "changes": changes,
        "may_undo": any(change.undone_at is None for change in changes),
        "left_out": left_out(found, today) if found.is_open else [],
        "newcomers": newcomers(found) if found.round and found.is_open else 0,
        "may_plan": found.is_open and permissions.may_plan(found.office_id, person),
        "may_approve": found.is_open and bool(found.round) and permissions.may_approve(found, person),
        "own_draft": found.is_open and bool(found.round) and found.drafted_by_id == person.id,
        "names": permissions.may_plan(found.office_id, person),
    }
    table = _table(request, found, view) if found.round else {"settings": rules_of(found)}
    return render(request, "fieldwork/plans/plan.html", context | table)


@policy(PLANNERS, "POST")
@once
def solve(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Long work: its page shows how far it is and leads back here."""
    found = find_plan(request, pk)
    seen = int(request.POST["seen"]) if request.POST.get("seen", "").isdigit() else 0
    job = caseload_rounds.ask(found, by=request.user.person, seen=seen, at=clock.now())
    return redirect("kernel:job", job.id)


@policy(READERS, "GET", "POST")
@once
def approve(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = find_plan(request, pk), request.user.person
    permissions.check_may_approve(found, person)
    form = ApproveForm(request.POST or None, initial={"seen": found.version, "in_force_on": _usual_day(found)})
    status = 200
    if request.method == "POST":
        refused = attempt(form, lambda data: caseload_approvals.approve(found, **data, by=person, at=clock.now()))
        if refused is None:
            return redirect(url_of(found))
        status = refused
    context = {
        "plan": found,
        "form": form,
        "figures": figures_of(found),
        "words": words_of(found),
        "left_out": left_out(found, clock.today()),
        "newcomers": newcomers(found),
    }
    return render(request, "fieldwork/plans/approve.html", context, status=status)


@policy(PLANNERS, "POST")
@once
def drop(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = find_plan(request, pk), request.user.person
    return seen_verb(
        request,
        lambda seen: caseload_plans.drop(found, by=person, seen=seen, at=clock.now()),
        said=_("撤下了，还看得到。"),
        back=url_of(found),
    )


def _table(request: StaffRequest, found: CaseloadPlan, view: str) -> dict[str, Any]:
    """The rows of the chosen tab."""
    if view == "officers":
        return {"loads": load_rows(found)}
    if view == "rules":
        rules = found.rules.select_related("person", "village__parent", "member__village__parent")
        return {"rules": list(rules), "settings": rules_of(found)}
    if view == "left":
        return {"left": left_rows(found)}
    filters = PairFilters(request.GET, found)
    pairs = found.pairs.all()
    rows = filters.narrow(pairs.villages() if view == "villages" else pairs.members())
    page = page_of(rows.with_names().with_fixed(), request)
    if view == "villages" or permissions.may_plan(found.office_id, request.user.person):
        match_in(found, page)  # what a member needs somebody for says what is the matter with them
    return {"page": page, "filters": filters, "keep": [{"name": "view", "value": view}]}


def _usual_day(found: CaseloadPlan) -> date:
    """New Year's Day of its year, or the next day that may be."""
    latest = latest_in_force(found.office_id)
    today = timezone.localdate(clock.now())
    first = max(date(found.year, 1, 1), today)
    return first if latest is None or first > latest else max(today, latest + timedelta(days=1))


def _heads(request: StaffRequest) -> bool:
    return bool(request.user.person.sight.headed_offices)
