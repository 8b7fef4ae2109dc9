"""The month proposed to an officer, and moving a visit to another day."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import outings
from sanxin.fieldwork.queries.months import month_of
from sanxin.fieldwork.roles import VISITORS
from sanxin.fieldwork.rules.months import after, before, first_of
from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest

NOT_THIS_MONTH = "none"


@policy(VISITORS)
def month(request: StaffRequest) -> HttpResponse:
    """One's own month. There is no page with somebody else's."""
    first = month_in(request.GET.get("month", ""))
    shown = month_of(request.user.person, first, clock.today())
    context = {"shown": shown, "not_this_month": NOT_THIS_MONTH, **around(first)}
    return render(request, "fieldwork/months/month.html", context)


@policy(VISITORS, "POST")
@once
def move(request: StaffRequest, pk: UUID) -> HttpResponse:
    place = get_object_or_404(Unit.objects.visible_to(request.user.person).places(), pk=pk)
    first = month_in(request.POST.get("month", ""))
    on = _day(request.POST.get("on", ""))
    outings.move(place, month=first, on=on, by=request.user.person, at=clock.now())
    messages.success(request, _("改好了。"))
    return redirect(f"{reverse('fieldwork:month')}?month={first:%Y-%m}")


def month_in(text: str) -> date:
    """2026-11; anything else is this month."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return first_of(clock.today())
    return found if 2000 <= found.year <= 2199 else first_of(clock.today())


def around(first: date) -> dict[str, str | date]:
    return {"month": first, "earlier": f"{before(first):%Y-%m}", "later": f"{after(first):%Y-%m}"}


def _day(text: str) -> date | None:
    try:
        return None if text == NOT_THIS_MONTH else date.fromisoformat(text)
    except ValueError:
        return date.min  # no day of any month: the rule says what to choose
