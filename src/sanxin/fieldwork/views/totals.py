"""What leaders see of visits: totals of units."""

from dataclasses import astuple

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.fieldwork import events
from sanxin.fieldwork.queries.totals import totals_of
from sanxin.fieldwork.views.months import around, month_in
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import Role
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest

LEADERS = frozenset({Role.LEADER})


@policy(LEADERS)
def totals(request: StaffRequest) -> HttpResponse:
    first = month_in(request.GET.get("month", ""))
    rows = totals_of(request.user.person, first)
    file_url = f"{reverse('fieldwork:totals_file')}?month={first:%Y-%m}"
    return render(request, "fieldwork/totals/totals.html", {"rows": rows, "file_url": file_url, **around(first)})


@policy(LEADERS)
def totals_file(request: StaffRequest) -> HttpResponseBase:
    first = month_in(request.GET.get("month", ""))
    heads = [_("单位"), _("走访次数"), _("到了几个村"), _("见了几位"), _("听到的难题"), _("欠回话")]
    return export(request, events.TOTALS, heads, (astuple(row) for row in totals_of(request.user.person, first)))
