"""Sending a questionnaire out, changing its times, shutting it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.surveys.actions import links as actions
from sanxin.surveys.actions.desk import deliver
from sanxin.surveys.forms.links import NewLinksForm, TimesForm
from sanxin.surveys.models import Edition, Link
from sanxin.surveys.permissions.asking import check_may_ask
from sanxin.surveys.views.links import visible


@policy(DESK, "GET", "POST")
@once
def new_links(request: StaffRequest, edition: UUID) -> HttpResponse:
    person = request.user.person
    rows = Edition.objects.visible_to(person).select_related("questionnaire__office", "withdrawal")
    asked = get_object_or_404(rows, pk=edition)
    check_may_ask(person, asked.questionnaire.office_id)
    form = NewLinksForm(
        request.POST or None, person=person, initial={"opens_at": clock.now(), "meeting": request.GET.get("meeting")}
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("opens_at", "closes_at", "target")}
        try:
            made = actions.make_many(asked, wheres=form.wheres, by=person, at=clock.now(), **said)
        except Refused as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
        else:
            words = ngettext("发好了，{n} 个码。", "发好了，{n} 个码。", len(made)).format(n=len(made))
            messages.success(request, words)
            return redirect("surveys:link", made[0].pk) if len(made) == 1 else redirect("surveys:links")
    return render(request, "surveys/links/new.html", {"form": form, "edition": asked}, status=status)


@policy(DESK, "GET", "POST")
@once
def change(request: StaffRequest, pk: UUID) -> HttpResponse:
    link = visible(request, pk)
    check_may_ask(request.user.person, link.office_id)
    initial = {"opens_at": link.opens_at, "closes_at": link.closes_at, "target": link.target, "seen": link.version}
    form = TimesForm(request.POST or None, initial=initial)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said = form.cleaned_data | {"seen": form.cleaned_data["seen"] or 0}
        try:
            actions.change(link, by=request.user.person, at=clock.now(), **said)
            messages.success(request, _("改好了。"))
            return redirect("surveys:link", pk)
        except Refused as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
    return render(request, "surveys/links/change.html", {"form": form, "link": link}, status=status)


@policy(DESK, "GET", "POST")
@once
def close(request: StaffRequest, pk: UUID) -> HttpResponse:
    link = visible(request, pk)
    check_may_ask(request.user.person, link.office_id)
    if request.method == "POST":
        row = actions.close(link, by=request.user.person, at=clock.now())
        messages.success(
            request, ngettext("停收了，一共 {n} 份。", "停收了，一共 {n} 份。", row.answers).format(n=row.answers)
        )
        if "deliver" in request.POST and (sent := _delivered(link, request)):
            messages.success(request, _("送了 {n} 条到问题台。").format(n=sent))
        return redirect("surveys:link", pk)
    return render(request, "surveys/links/close.html", {"link": link})


def _delivered(link: Link, request: StaffRequest) -> int:
    """How many voices went to the desk; none, where nobody wrote anything."""
    try:
        return deliver(link, by=request.user.person, at=clock.now()).voices
    except Refused:
        return 0
