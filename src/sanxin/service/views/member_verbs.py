"""What can be done to one member: look them up, name who keeps contact, take them off the list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import keyless, once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.service.actions import erasures, next_visits
from sanxin.service.actions import members as actions
from sanxin.service.permissions.members import check_may_keep
from sanxin.service.queries.members import contacts_at
from sanxin.service.views.member_forms import AssignForm, EndForm, MemberRevealForm, NextVisitForm
from sanxin.service.views.members import find_member, member_page


@policy(DESK, "POST")
@keyless("each look is an act of its own, and each is logged")
def reveal(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Shown in the answer to this POST and nowhere else: reloading the page hides it again.

    Not under `@once`: that keeps answers, and this one must not be kept. A second look is a second event.
    """
    member = find_member(request.user.person, pk)
    form = MemberRevealForm(request.POST)
    if not form.is_valid():
        return member_page(request, pk, reveal=form, status=422)
    try:
        shown = actions.reveal(member, by=request.user.person, reason=form.cleaned_data["reason"], at=clock.now())
    except Refused as refusal:
        form.refuse(refusal)
        return member_page(request, pk, reveal=form, status=422)
    answer = member_page(request, pk, shown=shown)
    answer["Cache-Control"] = "no-store"  # neither the browser nor a proxy keeps it
    return answer


@policy(DESK, "POST")
@once
def assign(request: StaffRequest, pk: UUID) -> HttpResponse:
    member = find_member(request.user.person, pk)
    check_may_keep(member, request.user.person)
    form = AssignForm(request.POST, contacts_at(member.office_id), now=member.contact)
    if form.is_valid():
        try:
            actions.assign(member, contact=form.cleaned_data["contact"], by=request.user.person, at=clock.now())
            messages.success(request, _("联系人定了。"))
            return redirect("service:member", pk=member.pk)
        except Refused as refusal:
            form.refuse(refusal)
    return member_page(request, pk, assign=form, status=422)


@policy(DESK, "POST")
@once
def end(request: StaffRequest, pk: UUID) -> HttpResponse:
    member = find_member(request.user.person, pk)
    check_may_keep(member, request.user.person)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end(member, left_on=form.cleaned_data["left_on"], by=request.user.person, at=clock.now())
            messages.success(request, _("记下了，这位不再列在名单上。"))
            return redirect("service:member", pk=member.pk)
        except Refused as refusal:
            form.refuse(refusal)
    return member_page(request, pk, end=form, status=422)


@policy(DESK, "POST")
@once
def next_visit(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The day agreed on to come again."""
    member, form = find_member(request.user.person, pk), NextVisitForm(request.POST)
    if form.is_valid():
        try:
            next_visits.agree(member, on=form.cleaned_data["on"], by=request.user.person, at=clock.now())
            messages.success(request, _("约好了，到时候提醒。"))
            return redirect("service:member", pk=pk)
        except Refused as refusal:
            form.refuse(refusal)
    return member_page(request, pk, next_visit=form, status=422)


@policy(DESK, "POST")
@once
def erase(request: StaffRequest, pk: UUID) -> HttpResponse:
    erasures.erase(find_member(request.user.person, pk), by=request.user.person, at=clock.now())
    messages.success(request, _("抹去了，谁也看不到这位是谁了。"))
    return redirect("service:member", pk=pk)
