"""操作记录: the audit trail, for auditors only."""

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import Role
from sanxin.people.forms.trail import TrailFilterForm
from sanxin.people.models import Person
from sanxin.people.queries import trail as queries
from sanxin.people.requests import StaffRequest

AUDITOR = frozenset({Role.AUDITOR})


@policy(AUDITOR, "GET")
def trail(request: StaffRequest) -> HttpResponse:
    me = request.user.person
    people = Person.objects.filter(county__in=me.sight.audited_counties).order_by("name")
    form = TrailFilterForm(request.GET or None, people=people)
    filters = form.filter() if form.is_bound else queries.Filter()
    page = page_of(queries.trail(me, filters), request)
    context = {"filters": form, "page": page, "lines": queries.lines(page), "filtered": filters != queries.Filter()}
    return render(request, "people/trail/trail.html", context)
