"""Units below, as totals, for leaders."""

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import Role
from sanxin.ledger.queries.totals import totals_for
from sanxin.people.requests import StaffRequest


@policy(frozenset({Role.LEADER}), "GET")
def totals(request: StaffRequest) -> HttpResponse:
    rows = totals_for(request.user.person, clock.today())
    sums = {
        "open": sum(row.open for row in rows),
        "overdue": sum(row.overdue for row in rows),
        "struck": sum(row.struck_this_month for row in rows),
    }
    work = request.user.person.sight.work_offices
    return render(request, "ledger/totals.html", {"rows": rows, "sums": sums, "own": work})
