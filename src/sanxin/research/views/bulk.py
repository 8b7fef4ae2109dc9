"""One verb for all ticked problems."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import problems as actions
from sanxin.research.models import Problem
from sanxin.research.views.problems import ticked_problems


@policy(DESK, "POST")
@once
def accept_many(request: StaffRequest) -> HttpResponse:
    def told(n: int) -> str:
        words = ngettext("采纳了 {n} 个问题，每个都能单独撤销。", "采纳了 {n} 个问题，每个都能单独撤销。", n)
        return words.format(n=n)

    return _all(request, actions.accept_all, told)


@policy(DESK, "POST")
@once
def lock_many(request: StaffRequest) -> HttpResponse:
    def told(n: int) -> str:
        return ngettext("锁定了 {n} 个问题。", "锁定了 {n} 个问题。", n).format(n=n)

    return _all(request, actions.lock_all, told)


def _all(request: StaffRequest, verb: Callable[..., list[Problem]], told: Callable[[int], str]) -> HttpResponse:
    person, versions = request.user.person, ticked_problems(request)
    rows = list(Problem.objects.visible_to(person).filter(pk__in=versions).select_related("lock"))
    done = verb(rows, by=person, seen=versions, at=clock.now())
    messages.success(request, told(len(done)))
    return redirect(url_back(request))


def url_back(request: StaffRequest, otherwise: str = "research:desk") -> str:
    """The list as it was filtered, if the form says so; else its first page."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else reverse(otherwise)
