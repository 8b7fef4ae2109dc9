"""联系点: the list, one of them, adding, changing, ending."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.ledger import events
from sanxin.ledger.actions import contact_points as actions
from sanxin.ledger.forms.contact_points import EndForm, PointForm, TaskForm
from sanxin.ledger.forms.linkage_filters import PointFilters
from sanxin.ledger.models import ContactPoint
from sanxin.ledger.permissions.contact_points import may_keep
from sanxin.ledger.queries.contact_points import HEADS, Wanted, cells_of
from sanxin.people.models import Unit
from sanxin.people.queries.pickers import places_of
from sanxin.people.requests import StaffRequest

FILTERS = ("q", "town", "unit", "past")
SHEET = "ledger.contact_points"


@policy(OFFICE)
def points(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    wanted = Wanted(person, clock.today(), request.GET)
    visible = ContactPoint.objects.visible_to(person)
    page = page_of(wanted.rows(), request)
    units = Unit.objects.filter(pk__in=visible.order_by().values("unit_id"))
    filtered = any(request.GET.get(name) for name in FILTERS)
    context = {
        "page": page,
        "today": wanted.today,
        "filters": PointFilters(request.GET, towns=places_of(person.county_id).filter(level="township"), units=units),
        "clear_url": "?" if filtered else "",
        "filtered": filtered,
        "file_url": f"{reverse('ledger:points_file')}?{request.GET.urlencode()}",
        "may_keep": may_keep(person),
        "sheet": SHEET,
    }
    return render(request, "ledger/points/list.html", context)


@policy(OFFICE)
def points_file(request: StaffRequest) -> HttpResponseBase:
    wanted = Wanted(request.user.person, clock.today(), request.GET)
    return export(request, events.CONTACT_POINTS, HEADS, cells_of(wanted.rows()))


@policy(DESK, "GET", "POST")
@once
def new_point(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    form = PointForm(request.POST or None, county=person.county_id, initial={"since": clock.today()})
    return _ask(
        request,
        form,
        lambda data: actions.set_point(
            actions.Point(data["village"], data["unit"], data["task"], data["since"], data["until"]),
            by=person,
            at=clock.now(),
        ),
        heading=_("登记联系点"),
        lead=_("哪个单位定点联系哪个村。立了项要请部门联动时，会先提议它。"),
        confirm=_("登记"),
    )


@policy(OFFICE)
def point(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    context = {"point": found, "today": clock.today(), "events": timeline(found.pk)}
    return render(request, "ledger/points/point.html", context | {"may_keep": may_keep(request.user.person)})


@policy(DESK, "GET", "POST")
@once
def change_point(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    return _ask(
        request,
        TaskForm(request.POST or None, initial={"task": found.task, "seen": found.version}),
        lambda data: actions.change_point(
            found, task=data["task"], by=request.user.person, seen=data["seen"] or 0, at=clock.now()
        ),
        heading=_("改联系任务"),
        lead=str(found),
        confirm=_("存"),
        found=found,
    )


@policy(DESK, "GET", "POST")
@once
def end_point(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    return _ask(
        request,
        EndForm(request.POST or None, initial={"seen": found.version}),
        lambda data: actions.end_point(
            found, until=data["until"], by=request.user.person, seen=data["seen"] or 0, at=clock.now()
        ),
        heading=_("联系到哪天止"),
        lead=str(found),
        confirm=_("定了"),
        found=found,
    )


def _ask(
    request: StaffRequest,
    form: forms.Form,
    verb: Callable[[Mapping[str, Any]], object],
    *,
    heading: str,
    lead: str,
    confirm: str,
    found: ContactPoint | None = None,
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            verb(form.cleaned_data)
            messages.success(request, _("记下了。"))
            return redirect("ledger:points")
        except (NotAllowed, Overtaken):
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
            status = status_of(refusal)
    context = {"form": form, "heading": heading, "lead": lead, "confirm": confirm, "point": found}
    return render(request, "ledger/points/form.html", context, status=status)


def _visible(request: StaffRequest, pk: UUID) -> ContactPoint:
    return get_object_or_404(ContactPoint.objects.visible_to(request.user.person).with_names(), pk=pk)
