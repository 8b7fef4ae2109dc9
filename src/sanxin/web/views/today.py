"""今日: what waits for me."""

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import ALL
from sanxin.people.requests import StaffRequest


@policy(ALL, "GET")
def today(request: StaffRequest) -> HttpResponse:
    return render(request, "web/today.html", {})
