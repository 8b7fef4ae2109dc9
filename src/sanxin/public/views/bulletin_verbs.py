"""Submitting, deciding, publishing and withdrawing a bulletin."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.public.actions import bulletin_routes as routes
from sanxin.public.actions import publications
from sanxin.public.actions.claims import submitted_version
from sanxin.public.forms.bulletins import DecisionForm, PublicationForm, WithdrawalForm
from sanxin.public.permissions import bulletins as permissions
from sanxin.public.rules import bulletins as rules
from sanxin.public.views.asking import ask
from sanxin.public.views.bulletin_context import context_of
from sanxin.public.views.bulletins import find_bulletin

APPROVE, BACK = "approve", "back"


@policy(DESK, "POST")
@once
def submit_bulletin(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_bulletin(request, pk)
    try:
        routes.submit(found, seen=_seen(request), by=request.user.person, at=clock.now())
    except NotAllowed:
        raise
    except Refused as refusal:
        context = context_of(found, request.user.person) | {"refusal": refusal}
        return render(request, "public/bulletins/bulletin.html", context, status=status_of(refusal))
    messages.success(request, _("报上去了，数定在这一刻。"))
    return redirect("public:bulletin", pk)


@policy(DESK, "POST")
@once
def revise_bulletin(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_bulletin(request, pk)
    routes.revise(found, seen=_seen(request), by=request.user.person, at=clock.now())
    messages.success(request, _("退回来了，可以改。"))
    return redirect("public:edit_bulletin", pk)


@policy(OFFICE, "GET", "POST")
@once
def decide_bulletin(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The sheet as villagers will read it, what was found in it, and the two answers."""
    found, person = find_bulletin(request, pk), request.user.person
    permissions.check_may_decide(person, found, submitted_version(found))
    approves = request.POST.get("to") == APPROVE
    verb: Any = routes.approve if approves else routes.send_back
    return ask(
        request,
        DecisionForm(request.POST or None, initial={"seen": found.version}),
        lambda said: verb(found, words=said["words"], seen=said["seen"], by=person, at=clock.now()),
        template="public/bulletins/decide.html",
        said=_("批准了，写的人可以发了。") if approves else _("退回去了，写的人看得到要改什么。"),
        back=lambda _row: reverse("public:bulletin", args=[pk]),
        context=context_of(found, person),
    )


@policy(DESK, "GET", "POST")
@once
def publish_bulletin(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = find_bulletin(request, pk), request.user.person
    permissions.check_may_write(person, found.office_id)
    rules.check_approved(found.stage == "approved")
    form = PublicationForm(request.POST or None, initial={"seen": found.version, "from_on": clock.today()})
    return ask(
        request,
        form,
        lambda said: publications.publish(found, **said, by=person, at=clock.now()),
        template="public/bulletins/publish.html",
        said=_("发出去了，村里的码上看得到。"),
        back=lambda _row: reverse("public:bulletin", args=[pk]),
        context=context_of(found, person),
    )


@policy(OFFICE, "GET", "POST")
@once
def withdraw_bulletin(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = find_bulletin(request, pk), request.user.person
    permissions.check_may_withdraw(person, found.office_id)
    rules.check_published(found.stage == "published")
    return ask(
        request,
        WithdrawalForm(request.POST or None, initial={"seen": found.version}),
        lambda said: publications.withdraw(found, **said, by=person, at=clock.now()),
        template="public/bulletins/withdraw.html",
        said=_("撤下了，村里看不到了。"),
        back=lambda _row: reverse("public:bulletin", args=[pk]),
        context=context_of(found, person),
    )


def _seen(request: StaffRequest) -> int:
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
