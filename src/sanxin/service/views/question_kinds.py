"""Kinds of questions and the working days they are answered in: read by the desk, written by its head."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK, Role
from sanxin.people.requests import StaffRequest
from sanxin.service.actions.question_kinds import add_kind, set_kind
from sanxin.service.models import QuestionTerm
from sanxin.service.permissions.questions import check_may_keep_kinds
from sanxin.service.permissions.voices import is_head_at
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.rules.question_kinds import TELLING
from sanxin.service.views.common import ask, my_office
from sanxin.service.views.question_forms import KindForm, SetKindForm

HEADS = frozenset({Role.SECTION_HEAD})


@policy(DESK)
def kinds(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    office = my_office(person)
    known = Kinds([office.id])
    terms: list[UUID] = list(QuestionTerm.objects.filter(office=office).values_list("id", flat=True))
    context = {
        "kinds": known.all(office.id),
        "telling": known.telling(office.id),
        "may_keep": is_head_at(office.id, person),
        "entries": timeline(*terms),
    }
    return render(request, "service/questions/kinds.html", context)


@policy(HEADS, "GET", "POST")
@once
def new_kind(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    office = my_office(person)
    check_may_keep_kinds(office.id, person)
    return ask(
        request,
        KindForm(request.POST or None, initial={"days": 5}),
        lambda said: add_kind(office, name=said["name"], days=said["days"], by=person, at=clock.now()),
        heading=_("加一类"),
        confirm=_("加上"),
        said=_("加上了。"),
        back=reverse("service:kinds"),
        crumbs=[{"label": _("提问的类别和期限"), "url": reverse("service:kinds")}],
    )


@policy(HEADS, "GET", "POST")
@once
def edit_kind(request: StaffRequest, key: str) -> HttpResponse:
    person = request.user.person
    office = my_office(person)
    check_may_keep_kinds(office.id, person)
    known = Kinds([office.id])
    if not known.knows(office.id, key):
        raise Http404
    kind = known.get(office.id, key)
    initial = {"seen": kind.number, "name": kind.name, "days": kind.days, "in_use": kind.in_use}
    form = SetKindForm(request.POST or None, initial=initial)
    if key == TELLING:
        del form.fields["in_use"]
    return ask(
        request,
        form,
        lambda said: set_kind(office, key, **{"in_use": True, **said}, by=person, at=clock.now()),
        heading=kind.name,
        lead=_("改了只影响以后定的提问；已经定下的，到期的日子不变。"),
        confirm=_("存"),
        said=_("存好了。"),
        back=reverse("service:kinds"),
        crumbs=[{"label": _("提问的类别和期限"), "url": reverse("service:kinds")}],
        seen=kind.number,
    )
