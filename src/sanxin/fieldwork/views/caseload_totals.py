"""What leaders see of caseloads: totals of units."""

from dataclasses import astuple

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.fieldwork import events_caseload as events
from sanxin.fieldwork.queries.caseload_totals import totals_of
from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import Role
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest

LEADERS = frozenset({Role.LEADER})


@policy(LEADERS)
def totals(request: StaffRequest) -> HttpResponse:
    rows = totals_of(request.user.person, clock.today())
    return render(request, "fieldwork/caseload/totals.html", {"rows": rows})


@policy(LEADERS)
def totals_file(request: StaffRequest) -> HttpResponseBase:
    heads = [_("单位"), _("几位干部在联系"), _("村"), _("党员"), _("党员没人联系"), _("联系人已不在"), _("哪年的安排")]
    return export(
        request, events.TOTALS, heads, (astuple(row) for row in totals_of(request.user.person, clock.today()))
    )
