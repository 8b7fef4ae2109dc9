"""What an administrator does with one account: a small POST for each verb."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.people.actions import accounts as actions
from sanxin.people.forms.persons import ReasonForm
from sanxin.people.models import User
from sanxin.people.queries.accounts import user_of
from sanxin.people.requests import StaffRequest
from sanxin.people.views.asking import ask
from sanxin.people.views.invitations import show_link
from sanxin.people.views.persons import ADMINISTRATOR, managed


@policy(ADMINISTRATOR, "GET", "POST")
@once
def disable(request: StaffRequest, pk: UUID) -> HttpResponse:
    user = _user(request, pk)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda told: actions.disable(user, **told, by=request.user.person, at=clock.now()),
        heading=_("停用{name}的账号").format(name=user.person.name),
        lead=_("下一次点击就会退出，之后不能登录。任职不变，随时可以恢复。"),
        confirm=_("停用账号"),
        kind="danger",
        subject=user.person,
    )


@policy(ADMINISTRATOR, "POST")
@once
def enable(request: StaffRequest, pk: UUID) -> HttpResponse:
    actions.enable(_user(request, pk), by=request.user.person, at=clock.now())
    return redirect("people:person", pk)


@policy(ADMINISTRATOR, "POST")
@once
def unlock(request: StaffRequest, pk: UUID) -> HttpResponse:
    actions.unlock(_user(request, pk), by=request.user.person, at=clock.now())
    return redirect("people:person", pk)


@policy(ADMINISTRATOR, "POST")
@once
def reset(request: StaffRequest, pk: UUID) -> HttpResponse:
    return show_link(request, actions.reset(_user(request, pk), by=request.user.person, at=clock.now()))


@policy(ADMINISTRATOR, "POST")
@once
def drop_second_factor(request: StaffRequest, pk: UUID) -> HttpResponse:
    actions.drop_second_factor(_user(request, pk), by=request.user.person, at=clock.now())
    return redirect("people:person", pk)


def _user(request: StaffRequest, pk: UUID) -> User:
    user = user_of(managed(request, pk))
    if user is None:
        raise Http404
    return user
