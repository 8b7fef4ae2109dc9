"""The list of people and one person's page, for administrators of their county."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import Role
from sanxin.kernel.views.exports import export
from sanxin.people import events
from sanxin.people.actions import persons as actions
from sanxin.people.actions.claiming import seen_of
from sanxin.people.forms.persons import CorrectionForm, LeaveForm, PersonFilterForm, PersonForm, ReasonForm
from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Person, Unit
from sanxin.people.permissions import READERS
from sanxin.people.queries import person_page
from sanxin.people.queries import persons as queries
from sanxin.people.requests import StaffRequest
from sanxin.people.views.asking import ask

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


@policy(ADMINISTRATOR, "GET")
def persons(request: StaffRequest) -> HttpResponse:
    me = request.user.person
    form = PersonFilterForm(request.GET, offices=queries.units_with_people(me.sight.managed_counties))
    rows = queries.listed(me, filter_of(form, request), today=clock.today(), at=clock.now())
    page = page_of(rows, request)
    context = {
        "filters": form,
        "page": page,
        "lines": queries.lines(page, clock.now()),
        "tabs": queries.tabs(me, request.GET, at=clock.now()),
        "sort": "name",
        "export_url": f"{reverse('people:export_persons')}?{request.GET.urlencode()}",
        "filtered": any(request.GET.get(name) for name in ("q", "unit", "role", "state")),
    }
    return render(request, "people/persons/persons.html", context)


def filter_of(form: PersonFilterForm, request: StaffRequest) -> queries.Filter:
    return queries.Filter(
        q=form.value("q").strip(),
        unit=form.offices.get(form.value("unit")),
        role=form.value("role"),
        state=form.value("state"),
        sort=request.GET.get("sort", "name"),
    )


@policy(ADMINISTRATOR, "GET")
def export_persons(request: StaffRequest) -> FileResponse:
    """The list as the filters show it; phones stay masked in files too."""
    me = request.user.person
    form = PersonFilterForm(request.GET, offices=queries.units_with_people(me.sight.managed_counties))
    people = queries.listed(me, filter_of(form, request), today=clock.today(), at=clock.now())
    rows = queries.table_rows(queries.lines(people, clock.now()))
    return export(request, events.PERSONS, queries.TABLE_HEADS, rows)


@policy(READERS, "GET")
def person(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Everything about the person for their administrator; name and posts for colleagues of the county."""
    me, people = request.user.person, Person.objects.select_related("county", "user")
    if subject := people.managed_by(me).filter(pk=pk).first():
        return render(request, "people/persons/person.html", person_page.context_of(subject, clock.now()))
    subject = get_object_or_404(people.visible_to(me), pk=pk)
    return render(request, "people/persons/card.html", person_page.card_of(subject, clock.today()))


@policy(ADMINISTRATOR, "GET", "POST")
@once
def new_person(request: StaffRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.add(county_of(request), **form.cleaned_data, by=request.user.person, at=clock.now())
            messages.success(request, _("登记了{name}。再给一个任职，才看得到事情。").format(name=made.name))
            return redirect("people:new_post", made.pk)
        except Refused as refusal:
            put_on(form, refusal)
    return render(request, "people/persons/new.html", {"form": form}, status=422 if form.errors else 200)


@policy(ADMINISTRATOR, "GET", "POST")
@once
def edit_person(request: StaffRequest, pk: UUID) -> HttpResponse:
    subject = managed(request, pk)
    return ask(
        request,
        CorrectionForm(request.POST or None, subject=subject),
        lambda told: actions.rename(subject, **told, by=request.user.person, at=clock.now()),
        heading=_("更正{name}的登记信息").format(name=subject.name),
        confirm=_("存"),
        subject=subject,
        seen=seen_of(subject),
    )


@policy(ADMINISTRATOR, "GET", "POST")
@once
def leave(request: StaffRequest, pk: UUID) -> HttpResponse:
    subject = managed(request, pk)
    return ask(
        request,
        LeaveForm(request.POST or None, initial={"on": clock.today()}),
        lambda told: actions.leave(subject, on=told["on"], by=request.user.person, at=clock.now()),
        heading=_("{name}离开").format(name=subject.name),
        lead=_("全部任职到这一天止，账号同时停用。做过的事都留着。"),
        confirm=_("登记离开"),
        kind="danger",
        subject=subject,
    )


@policy(ADMINISTRATOR, "GET", "POST")
@once
def phone(request: StaffRequest, pk: UUID) -> HttpResponse:
    subject = managed(request, pk)
    form, shown = ReasonForm(request.POST or None), ""
    if form.is_valid():
        try:
            shown = actions.see_phone(subject, **form.cleaned_data, by=request.user.person, at=clock.now())
        except Refused as refusal:
            put_on(form, refusal)
    context = {"subject": subject, "form": form, "shown": shown}
    answer = render(request, "people/persons/phone.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def managed(request: StaffRequest, pk: UUID) -> Person:
    """A person of the administrator's own county; anybody else's is not there."""
    people = Person.objects.managed_by(request.user.person).select_related("county", "user")
    return get_object_or_404(people, pk=pk)


def county_of(request: StaffRequest) -> Unit:
    """The administrator's county (the first, should there be several)."""
    return Unit.objects.filter(pk__in=request.user.person.sight.managed_counties).order_by("path")[0]
