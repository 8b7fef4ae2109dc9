"""别处怎么解决的: a page of its own, and a part the problem's page asks for when it is open."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.research.permissions.problems import may_work
from sanxin.research.queries.elsewhere import elsewhere
from sanxin.research.views.problems import find


@policy(OFFICE)
def solved_elsewhere(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    found = find(person, pk)
    context = {"problem": found, "found": elsewhere(found, person), "may_work": may_work(person, found.office_id)}
    template = "_found" if request.htmx else "elsewhere"
    return render(request, f"research/elsewhere/{template}.html", context)
