"""我的账号: who I am here, how my account is protected, when it was used."""

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import ALL
from sanxin.people.queries import my_account
from sanxin.people.requests import StaffRequest


@policy(ALL, "GET")
def account(request: StaffRequest) -> HttpResponse:
    return render(request, "people/account/account.html", my_account.context_of(request.user, clock.now()))
