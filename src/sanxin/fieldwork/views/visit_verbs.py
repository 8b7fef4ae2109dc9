"""What can be done to one visit: correct it, add to it, put a difficulty on the ledger, answer what was promised."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import difficulties, lines, photos, promises, visits
from sanxin.fieldwork.actions.lines import NewLine
from sanxin.fieldwork.forms.visits import AnswerForm, CorrectionForm, LineForm
from sanxin.fieldwork.models import Visit, VisitLine
from sanxin.fieldwork.permissions.visits import check_may_answer, check_may_correct
from sanxin.fieldwork.queries.own_places import own_places
from sanxin.fieldwork.roles import VISITORS
from sanxin.fieldwork.views.visits import visit_page
from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions.acceptances import accept
from sanxin.ledger.rules.stages import Stage
from sanxin.people.requests import StaffRequest


@policy(VISITORS, "GET", "POST")
@once
def correct(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    visit = get_object_or_404(Visit.objects.visible_to(person).with_names(), pk=pk)
    check_may_correct(visit, person)
    form = CorrectionForm.of(request.POST or None, visit, person, own_places(person))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            told = form.told()
            visits.correct(visit, told, reason=said["reason"], seen=said["seen"], by=person, at=clock.now())
            messages.success(request, _("改好了，原来的留着。"))
            return redirect("fieldwork:visit", pk=visit.pk)
        except Refused as refusal:
            form.refuse(refusal)
            form.data = {**request.POST.dict(), "seen": visit.version}  # who was overtaken has now read why
            status = status_of(refusal)
    return render(request, "fieldwork/visits/correct.html", {"form": form, "visit": visit}, status=status)


@policy(VISITORS, "POST")
@once
def add_line(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    visit = get_object_or_404(Visit.objects.visible_to(person).with_names().select_related("office"), pk=pk)
    form = LineForm(request.POST)
    if not form.is_valid():
        return visit_page(request, pk, line=form, status=422)
    said = form.cleaned_data
    try:
        new = NewLine(said["text"], is_difficulty=said["problem"], owes_answer=said["owed"])
        lines.add(visit, new, by=person, at=clock.now())
    except Refused as refusal:
        form.refuse(refusal)
        return visit_page(request, pk, line=form, status=status_of(refusal))
    messages.success(request, _("补上了。"))
    return redirect("fieldwork:visit", pk=pk)


@policy(VISITORS, "POST")
@once
def add_photos(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    visit = get_object_or_404(Visit.objects.visible_to(person), pk=pk)
    for upload in request.FILES.getlist("photos"):
        photos.add(visit, upload, by=person, at=clock.now())
    return redirect("fieldwork:visit", pk=pk)


@policy(VISITORS, "POST")
@once
def open_item(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One tap: the sentence becomes an item of one's own, due in three weeks; the rest can be changed there.

    With `then=ask` it is taken on as well, and the page where departments are asked comes next.
    """
    line = _line(request, pk)
    person = request.user.person
    item = difficulties.open_item(line, by=person, at=clock.now())
    if request.POST.get("then") == "ask":
        if item.stage == Stage.OPENED and item.owner_id == person.id:
            accept(item, by=person, at=clock.now())
        return redirect("ledger:item_linkage", pk=item.pk)
    messages.success(request, _("进了台账，编号 {code}。").format(code=item.code))
    return redirect("fieldwork:visit", pk=line.visit_id)


@policy(VISITORS, "GET", "POST")
@once
def keep_promise(request: StaffRequest, pk: UUID) -> HttpResponse:
    line = _line(request, pk)
    check_may_answer(line, request.user.person)
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            promises.keep(line, words=form.cleaned_data["words"], by=request.user.person, at=clock.now())
            messages.success(request, _("记下了。"))
            return redirect("fieldwork:visit", pk=line.visit_id)
        except Refused as refusal:
            form.refuse(refusal)
    context = {"form": form, "line": line}
    return render(request, "fieldwork/visits/answer.html", context, status=422 if form.is_bound else 200)


def _line(request: StaffRequest, pk: UUID) -> VisitLine:
    rows = VisitLine.objects.visible_to(request.user.person)
    return get_object_or_404(rows.select_related("visit__office", "visit__place__parent", "voice__place"), pk=pk)
