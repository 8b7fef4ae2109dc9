"""Publishing a draft, one edition, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.surveys.actions import editions as actions
from sanxin.surveys.forms.questionnaires import WithdrawForm
from sanxin.surveys.models import Edition
from sanxin.surveys.permissions.questionnaires import check_may_write, may_write
from sanxin.surveys.rules.fault_words import sentence
from sanxin.surveys.views.questionnaire_page import lines_of
from sanxin.surveys.views.questionnaires import find, seen
from sanxin_engines.questionnaires import check


@policy(DESK, "GET", "POST")
@once
def publish(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    found = find(person, pk)
    check_may_write(person, found.office_id)
    refused, status = "", 200
    if request.method == "POST":
        try:
            edition = actions.publish(found, by=person, seen=seen(request), at=clock.now())
            messages.success(request, _("第 {n} 版发布好了，下一步把码发到村里、会上。").format(n=edition.number))
            return redirect("surveys:edition", pk=edition.pk)
        except Refused as refusal:
            refused, status = refusal.sentence, status_of(refusal)
            found = find(person, pk)
    draft = found.as_form()
    places = {question.name: place for place, question in enumerate(draft.questions, start=1)}
    context = {
        "questionnaire": found,
        "latest": found.latest,
        "faults": [(places.get(one.question, 0), one.question, sentence(one, draft)) for one in check(draft)],
        "refused": refused,
    }
    return render(request, "surveys/questionnaires/publish.html", context, status=status)


@policy(OFFICE)
def edition(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The words as they are asked, and what is done with them."""
    found = visible(request.user.person, pk)
    form = found.as_form()
    context = {
        "edition": found,
        "edition_key": str(found.pk),
        "draft": form,
        "lines": list(lines_of(form)),
        "may_write": may_write(request.user.person, found.questionnaire.office_id),
        "entries": timeline(found.id),
    }
    return render(request, "surveys/questionnaires/edition.html", context)


@policy(DESK, "GET", "POST")
@once
def withdraw_edition(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = visible(request.user.person, pk)
    check_may_write(request.user.person, found.questionnaire.office_id)
    form = WithdrawForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw(found, reason=form.cleaned_data["reason"], by=request.user.person, at=clock.now())
            messages.success(request, _("收回了，码扫了也不再能答。已经收到的都在。"))
            return redirect("surveys:edition", pk=pk)
        except Refused as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
    return render(request, "surveys/questionnaires/withdraw.html", {"form": form, "edition": found}, status=status)


def visible(person: Person, pk: UUID) -> Edition:
    rows = Edition.objects.visible_to(person)
    return get_object_or_404(rows.select_related("questionnaire", "published_by", "withdrawal__by"), pk=pk)
