"""Registering one member, after asking them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.service.actions.members import NewMember, register
from sanxin.service.models import Member
from sanxin.service.permissions.members import heads_any
from sanxin.service.queries.members import contacts_under, desks_of
from sanxin.service.views.member_forms import MemberForm
from sanxin.service.views.voices import places_for


@policy(DESK, "GET", "POST")
@once
def new_member(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    contacts = contacts_under(person) if heads_any(person) else None
    form = MemberForm(request.POST or None, places_for(person), desks_of(person), contacts)
    if form.is_bound and form.is_valid() and (member := _registered(form, request)):
        messages.success(request, _("登记好了。"))
        if "another" in request.POST:
            return redirect("service:new_member")
        return redirect("service:member", pk=member.pk)
    return render(request, "service/members/new.html", {"form": form}, status=422 if form.is_bound else 200)


def _registered(form: MemberForm, request: StaffRequest) -> Member | None:
    said, person = form.cleaned_data, request.user.person
    new = NewMember(
        name=said["name"],
        village=said["village"],
        consent=said["consent"],
        consent_on=said["consent_on"],
        consent_way=said["consent_way"],
        purposes=form.purposes,
        needs=tuple(said["needs"]),
        address=said["address"],
        difficulty=said["difficulty"],
        phone=said["phone"],
        contact=said["contact"] if form.has_contact else person,
    )
    try:
        return register(new, office=form.desk, by=person, at=clock.now())
    except Refused as refusal:
        form.refuse(refusal)
        return None
