"""更多: the whole menu as a page, for the phone."""

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import ALL
from sanxin.people.requests import StaffRequest


@policy(ALL, "GET")
def more(request: StaffRequest) -> HttpResponse:
    return render(request, "web/more.html")
