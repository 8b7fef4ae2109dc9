"""What the views of plans share: finding through the person's eyes, a verb that goes back with a word."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from sanxin.fieldwork.forms.caseload import SeenForm, VerbForm
from sanxin.fieldwork.models import CaseloadPlan, PlanPair
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import OFFICE, Role
from sanxin.people.requests import StaffRequest

PLANNERS = frozenset({Role.SECTION_HEAD})
"""They see the whole list of members, so they plan."""
READERS = frozenset({Role.SECTION_HEAD, Role.LEADER})
"""They read plans and approve them."""

__all__ = ["OFFICE", "PLANNERS", "READERS", "attempt", "find_pair", "find_plan", "seen_verb", "url_of"]


def find_plan(request: StaffRequest, pk: UUID) -> CaseloadPlan:
    rows = CaseloadPlan.objects.visible_to(request.user.person)
    return get_object_or_404(rows.select_related("office", "drafted_by", "approval__by", "drop__by"), pk=pk)


def find_pair(request: StaffRequest, pk: UUID) -> PlanPair:
    """Of plans one works on; leaders read totals of members and adjust nothing."""
    plans = CaseloadPlan.objects.filter(office__in=request.user.person.sight.headed_offices)
    rows = PlanPair.objects.filter(plan__in=plans).with_names()
    return get_object_or_404(rows.select_related("plan__office", "plan__approval", "plan__drop"), pk=pk)


def url_of(plan: CaseloadPlan, view: str = "") -> str:
    address = reverse("fieldwork:plan", args=[plan.pk])
    return f"{address}?view={view}" if view else address


def attempt(form: VerbForm, verb: Callable[[dict[str, Any]], object]) -> int | None:
    """Do the verb; None if it is done, else the status of the page that says why not."""
    if not form.is_valid():
        return 422
    try:
        verb(form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return status_of(refusal)
    return None


def seen_verb(request: StaffRequest, verb: Callable[[int], object], *, said: str, back: str) -> HttpResponse:
    """A verb of one button: only what its page had seen comes along. A refusal becomes a page."""
    form = SeenForm(request.POST)
    verb(form.cleaned_data["seen"] if form.is_valid() else 0)
    messages.success(request, said)
    return redirect(back)
