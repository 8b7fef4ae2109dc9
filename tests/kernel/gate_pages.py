"""Routes of the tests of the gate."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sanxin.kernel.http.policy import open_to_all, policy
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.kernel.roles import ALL, DESK


@policy(DESK, "GET", "POST")
def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse("desk")


@open_to_all()
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("public")


@policy(DESK, "POST")
def pressed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("pressed")


@policy(ALL)
def refusing(request: HttpRequest, how: str) -> HttpResponse:
    problem = {"no": Refused, "may": NotAllowed, "late": Overtaken}[how]
    raise problem("test.no", "现在还不行，<b>先</b>认领")


def nobody_thought_of_it(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open door")


@policy(ALL)
def broken(request: HttpRequest) -> HttpResponse:
    raise KeyError("bug")


urlpatterns = [
    path("desk/", desk),
    path("pressed/", pressed),
    path("public/", public),
    path("refusing/<str:how>/", refusing),
    path("forgotten/", nobody_thought_of_it),
    path("broken/", broken),
    path("sign-in/", public, name="account_login"),
]
