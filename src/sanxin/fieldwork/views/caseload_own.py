"""One's own caseload: villages and members, last and next visit, what is still promised."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sanxin.fieldwork.queries.caseload_own import own_caseload, to_come
from sanxin.fieldwork.queries.handovers import current_of
from sanxin.fieldwork.views.caseload_own_context import rows_of
from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest


@policy(DESK)
def own(request: StaffRequest) -> HttpResponse:
    """There is no page with somebody else's. `?on=` shows a day to come, once a plan is approved."""
    person, today = request.user.person, clock.today()
    coming = to_come(person, today)
    day = coming if coming is not None and request.GET.get("on") == coming.isoformat() else today
    caseload = own_caseload(person, day)
    context = {
        "caseload": caseload,
        "rows": rows_of(caseload, current_of(person, today), person, today),
        "day": day,
        "today": today,
        "coming": coming,
        "handovers_url": reverse("fieldwork:handovers"),
        "may_plan": bool(person.sight.headed_offices),
    }
    return render(request, "fieldwork/caseload/own.html", context)
