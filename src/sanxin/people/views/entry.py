"""Sign in by a one-time link from the command line. Opening the link only asks; the button signs in."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sanxin.kernel import clock
from sanxin.kernel.http.limits import limited
from sanxin.kernel.http.once import keyless
from sanxin.kernel.http.policy import open_to_all
from sanxin.people.actions import entry as actions

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_to_all("GET", "POST")
@limited("entry")
@keyless("the link is used up by the first POST; a second is told so")
def enter(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        link = actions.find(token, at=clock.now())
        return render(request, "people/entry/enter.html", {"who": link.person})
    user = actions.enter(token, at=clock.now())
    request.entered_by_link = True  # type: ignore[attr-defined]
    login(request, user, backend=BACKEND)
    return redirect("today")
