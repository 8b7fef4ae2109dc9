"""Invite somebody (the link is shown once), and follow such a link."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.limits import limited
from sanxin.kernel.http.once import keyless, once
from sanxin.kernel.http.policy import open_to_all, policy
from sanxin.kernel.refusals import Refused
from sanxin.people.actions import invitations as actions
from sanxin.people.forms.invitations import AcceptForm
from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Invitation
from sanxin.people.queries.accounts import user_of
from sanxin.people.requests import StaffRequest
from sanxin.people.views.persons import ADMINISTRATOR, managed


@policy(ADMINISTRATOR, "POST")
@once
def invite(request: StaffRequest, pk: UUID) -> HttpResponse:
    return show_link(request, actions.invite(managed(request, pk), by=request.user.person, at=clock.now()))


@policy(ADMINISTRATOR, "POST")
@once
def revoke(request: StaffRequest, pk: UUID) -> HttpResponse:
    subject = managed(request, pk)
    invitation = Invitation.objects.open(clock.now()).filter(person=subject).first()
    if invitation is None:
        raise Refused("people.invitation.not_open", _("这个邀请已经用过、过期或收回。"))
    actions.revoke(invitation, by=request.user.person, at=clock.now())
    return redirect("people:person", pk)


def show_link(request: StaffRequest, issued: actions.Issued) -> HttpResponse:
    """The only time the link can be read; so the answer is kept by nobody on the way."""
    link = request.build_absolute_uri(reverse("people:accept_invitation", args=[issued.token]))
    context = {"subject": issued.invitation.person, "invitation": issued.invitation, "link": link}
    answer = render(request, "people/invitations/link.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@open_to_all("GET", "POST")
@limited("invitation")
@keyless("the link is used up; of a form with a password not even a hash is kept")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = actions.find(token, at=clock.now())
    user = user_of(invitation.person)
    form = AcceptForm(request.POST or None, username=user.username if user else "")
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.accept(token, username=told.get("username", ""), password=told["password"], at=clock.now())
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.info(request, _("密码已设好，用户名是 {name}。现在登录。").format(name=made.username))
            return redirect("account_login")
    context = {"form": form, "invited": invitation.person, "account": user}
    return render(request, "people/invitations/accept.html", context, status=422 if form.errors else 200)
