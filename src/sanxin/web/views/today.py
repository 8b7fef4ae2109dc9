"""今日: what waits for me, most urgent first, each with its one main action."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import ALL, WORKERS, Role
from sanxin.people.requests import StaffRequest
from sanxin.web.menu import SPEAKERS
from sanxin.web.queries.month import office_month
from sanxin.web.queries.today import today_of
from sanxin.web.queries.week import weeks_of


@policy(ALL, "GET")
def today(request: StaffRequest) -> HttpResponse:
    person, day = request.user.person, clock.today()
    if not person.sight.has(*WORKERS):
        return redirect("people:persons" if person.sight.has(Role.ADMINISTRATOR) else "people:trail")
    sections = today_of(person, day)
    this_week, next_week = weeks_of(person, day, [row for section in sections for row in section.rows])
    context = {
        "day": day,
        "sections": sections,
        "count": sum(section.total for section in sections),
        "overdue": sum(section.overdue for section in sections),
        "has_plans": any(one.planned for one in this_week + next_week),
        "this_week": this_week,
        "next_week": next_week,
        "month": office_month(person, day),
        "note_url": reverse("service:new_voice") if person.sight.has(*SPEAKERS) else "",
    }
    return render(request, "web/today.html", context)
