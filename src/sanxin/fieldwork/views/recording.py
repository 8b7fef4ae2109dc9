"""Recording a visit: phone first, a plain form without scripts, through the outbox with them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import drafts, photos, visits
from sanxin.fieldwork.forms.visits import VisitForm
from sanxin.fieldwork.keeping import kept_days
from sanxin.fieldwork.models import Visit, VisitDraft
from sanxin.fieldwork.permissions.visits import may_open_items
from sanxin.fieldwork.queries.own_places import own_places
from sanxin.fieldwork.roles import VISITORS
from sanxin.kernel import clock
from sanxin.kernel.http.once import keyless, once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.offices import offices_hearing


@policy(VISITORS, "GET", "POST")
@once
def new_visit(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    offices = offices_hearing(person)
    draft = None if request.method == "POST" else _draft(person)
    own = own_places(person)
    form = VisitForm(request.POST or None, person, own, offices, draft=draft, there=_there(request))
    if "later" in request.POST:
        drafts.keep(_typed(request), by=person, at=clock.now())
        messages.info(request, _("存着了，下次打开接着写。"))
        return redirect("fieldwork:visits")
    if form.is_bound and form.is_valid() and (visit := _recorded(form, request)):
        messages.success(request, _("记下了。"))
        return redirect("fieldwork:visit", pk=visit.pk)
    context = {
        "form": form,
        "person": person,
        "may_open_items": any(may_open_items(office.id, person) for office in offices),
        "kept_days": kept_days(),
        "has_draft": draft is not None,
    }
    return render(request, "fieldwork/visits/new.html", context, status=422 if form.is_bound else 200)


@policy(VISITORS, "POST")
@keyless("the latest text replaces the one before")
def keep_draft(request: StaffRequest) -> HttpResponse:
    """Autosave for browsers that cannot keep what is typed themselves."""
    drafts.keep(_typed(request) if "on" in request.POST else "", by=request.user.person, at=clock.now())
    return HttpResponse(status=204)


def _recorded(form: VisitForm, request: StaffRequest) -> Visit | None:
    person, now = request.user.person, clock.now()
    try:
        lines = [line.as_new() for line in form.lines]
        visit = visits.record(form.told(), lines, office=form.desk, by=person, at=now)
        for upload in request.FILES.getlist("photos"):
            photos.add(visit, upload, by=person, at=now)
    except Refused as refusal:
        form.refuse(refusal)
        return None
    return visit


def _typed(request: StaffRequest) -> str:
    said = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "once", "later"):
        said.pop(name, None)
    return said.urlencode()


def _there(request: StaffRequest) -> Unit | None:
    """The village named in the address; nothing is as good as a wrong one."""
    try:
        place_id = UUID(request.GET.get("place", ""))
    except ValueError:
        return None
    rows = Unit.objects.visible_to(request.user.person).in_use().places()
    return rows.select_related("parent").filter(pk=place_id).first()


def _draft(person: Person) -> QueryDict | None:
    kept = VisitDraft.objects.filter(person=person).first()
    return QueryDict(kept.values) if kept else None
