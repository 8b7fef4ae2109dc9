"""What the views of topics share: whose office, finding through the person's eyes, the small page of a verb."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import OFFICE
from sanxin.people.models import Person, Unit
from sanxin.people.queries.pickers import people_of_offices
from sanxin.people.requests import StaffRequest
from sanxin.topics.forms.base import VerbForm
from sanxin.topics.models import Candidate, Round, Topic

NOWHERE = "topics:topics"


def my_office(request: StaffRequest) -> Unit:
    """The office the address names, else the first one this person works in."""
    offices = Unit.objects.filter(pk__in=request.user.person.sight.work_offices).order_by("path")
    asked = request.GET.get("office", "")
    return next((unit for unit in offices if unit.code == asked), offices[0])


def colleagues(office: Unit) -> QuerySet[Person]:
    """Who works in the office today."""
    return people_of_offices([office], roles=OFFICE)


def find_topic(request: StaffRequest, pk: UUID) -> Topic:
    rows = Topic.objects.visible_to(request.user.person).select_related("lead", "field", "office", "candidate")
    return get_object_or_404(rows, pk=pk)


def find_candidate(request: StaffRequest, pk: UUID) -> Candidate:
    rows = Candidate.objects.visible_to(request.user.person)
    return get_object_or_404(rows.select_related("round__closing", "field", "office", "proposed_by"), pk=pk)


def find_round(request: StaffRequest, pk: UUID) -> Round:
    rows = Round.objects.visible_to(request.user.person)
    return get_object_or_404(rows.select_related("office", "opened_by", "closing"), pk=pk)


def ask(
    request: StaffRequest,
    form: VerbForm,
    verb: Callable[[Mapping[str, Any]], object],
    *,
    heading: str,
    confirm: str,
    said: str,
    back: str,
    crumbs: list[dict[str, str]],
    lead: str = "",
    extra: Mapping[str, Any] | None = None,
    template: str = "topics/verb.html",
) -> HttpResponse:
    """GET shows the form; a sound POST does the verb and goes back. A refusal keeps what was typed."""
    status = 200
    if request.method == "POST":
        refused = attempt(form, verb)
        if refused is None:
            messages.success(request, said)
            return redirect(back)
        status = refused
    context = {"form": form, "heading": heading, "lead": lead, "confirm": confirm, "back": back, "crumbs": crumbs}
    return render(request, template, context | dict(extra or {}), status=status)


def attempt(form: VerbForm, verb: Callable[[Mapping[str, Any]], object]) -> int | None:
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
