"""The tree of units, and one unit's page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.people.actions import units as actions
from sanxin.people.actions.claiming import seen_of
from sanxin.people.forms.refusing import put_on
from sanxin.people.forms.units import MoveForm, RenameForm, UnitForm
from sanxin.people.models import Unit
from sanxin.people.permissions import READERS
from sanxin.people.queries import units as queries
from sanxin.people.requests import StaffRequest
from sanxin.people.rules.units import OWN_LEVELS
from sanxin.people.views.asking import ask
from sanxin.people.views.persons import ADMINISTRATOR


@policy(ADMINISTRATOR, "GET")
def units(request: StaffRequest) -> HttpResponse:
    """The county with its first level open; every further level is fetched when it is opened."""
    me, today = request.user.person, clock.today()
    words = request.GET.get("q", "").strip()
    tops = [(top, queries.children(top, today=today)) for top in queries.tops(me)] if not words else []
    found = queries.found(me, words, today=today) if words else []
    return render(request, "people/units/units.html", {"tops": tops, "found": found, "q": words})


@policy(ADMINISTRATOR, "GET")
def below(request: StaffRequest, pk: UUID) -> HttpResponse:
    """What stands under one unit: rows for the tree."""
    top = managed(request, pk)
    lines = queries.children(top, today=clock.today())
    return render(request, "people/units/branch.html", {"lines": lines, "tree": True})


@policy(READERS, "GET")
def unit(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Everything about a unit for its administrator; names of units and people for colleagues of the county."""
    me, today = request.user.person, clock.today()
    subject = get_object_or_404(Unit.objects.visible_to(me).select_related("parent", "county"), pk=pk)
    manages = subject.county_id in me.sight.managed_counties
    context = {
        "subject": subject,
        "manages": manages,
        "own": manages and subject.level in OWN_LEVELS,
        "lines": queries.children(subject, today=today),
        "posts": queries.people_at(subject, today=today)[:100],
        "events": timeline(subject.id, limit=50) if manages else [],
    }
    return render(request, "people/units/unit.html", context)


@policy(ADMINISTRATOR, "GET", "POST")
@once
def new_unit(request: StaffRequest) -> HttpResponse:
    counties = request.user.person.sight.managed_counties
    known = {"parent": request.GET.get("parent"), "level": request.GET.get("level", "office")}
    form = UnitForm(request.POST or None, parents=queries.possible_parents(counties), initial=known)
    if form.is_valid():
        told = dict(form.cleaned_data)
        try:
            made = actions.add(told.pop("parent"), **told, by=request.user.person, at=clock.now())
            messages.success(request, _("新设了“{name}”。").format(name=made.name))
            return redirect("people:unit", made.pk)
        except Refused as refusal:
            put_on(form, refusal)
    return render(request, "people/units/new.html", {"form": form}, status=422 if form.errors else 200)


@policy(ADMINISTRATOR, "GET", "POST")
@once
def edit_unit(request: StaffRequest, pk: UUID) -> HttpResponse:
    subject = managed(request, pk)
    return ask(
        request,
        RenameForm(request.POST or None, initial={"name": subject.name, "short_name": subject.short_name}),
        lambda told: actions.rename(subject, **told, by=request.user.person, at=clock.now()),
        heading=_("给“{name}”改名").format(name=subject.name),
        lead=_("以前的事情仍记在它名下，旧名称留在经过里。"),
        confirm=_("存"),
        subject=subject,
        seen=seen_of(subject),
    )


@policy(ADMINISTRATOR, "GET", "POST")
@once
def move(request: StaffRequest, pk: UUID) -> HttpResponse:
    subject = managed(request, pk)
    parents = queries.possible_parents(request.user.person.sight.managed_counties).exclude(pk=subject.pk)
    return ask(
        request,
        MoveForm(request.POST or None, parents=parents),
        lambda told: actions.move(subject, **told, by=request.user.person, at=clock.now()),
        heading=_("把“{name}”划到别处").format(name=subject.name),
        lead=_("下面的单位和人一起过去。现在的上级是{parent}。").format(parent=subject.parent),
        confirm=_("划过去"),
        subject=subject,
        seen=seen_of(subject),
    )


@policy(ADMINISTRATOR, "POST")
@once
def close(request: StaffRequest, pk: UUID) -> HttpResponse:
    actions.close(managed(request, pk), by=request.user.person, at=clock.now())
    return redirect("people:unit", pk)


@policy(ADMINISTRATOR, "POST")
@once
def reopen(request: StaffRequest, pk: UUID) -> HttpResponse:
    actions.reopen(managed(request, pk), by=request.user.person, at=clock.now())
    return redirect("people:unit", pk)


def managed(request: StaffRequest, pk: UUID) -> Unit:
    return get_object_or_404(Unit.objects.managed_by(request.user.person).select_related("parent", "county"), pk=pk)
