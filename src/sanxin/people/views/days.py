"""The working-day calendar of the administrator's county, and the days it decides about itself."""

from datetime import date

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.views.exports import export
from sanxin.people import events
from sanxin.people.actions import days as actions
from sanxin.people.forms.days import LocalDayForm
from sanxin.people.forms.refusing import put_on
from sanxin.people.queries import days as queries
from sanxin.people.requests import StaffRequest
from sanxin.people.views.persons import ADMINISTRATOR, county_of
from sanxin_engines.workdays import Kind

FIRST, LAST = 2007, 2099


@policy(ADMINISTRATOR, "GET")
def days(request: StaffRequest) -> HttpResponse:
    page = queries.page_of_year(county_of(request).id, _year(request))
    context = {
        "page": page,
        "tabs": _tabs(page.year),
        "export_url": f"{reverse('people:export_days')}?year={page.year}",
    }
    return render(request, "people/days/days.html", context)


@policy(ADMINISTRATOR, "GET")
def export_days(request: StaffRequest) -> FileResponse:
    page = queries.page_of_year(county_of(request).id, _year(request))
    return export(request, events.DAYS, queries.TABLE_HEADS, queries.table_rows(page))


@policy(ADMINISTRATOR, "GET", "POST")
@once
def new_day(request: StaffRequest) -> HttpResponse:
    form = LocalDayForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            changed = actions.set_day(
                county_of(request),
                told["on"],
                Kind(told["kind"]),
                reason=told["reason"],
                source=told["source"],
                by=request.user.person,
                at=clock.now(),
            )
            return _back(request, changed)
        except Refused as refusal:
            put_on(form, refusal)
    return render(request, "people/days/new.html", {"form": form}, status=422 if form.errors else 200)


@policy(ADMINISTRATOR, "POST")
@once
def drop_day(request: StaffRequest, on: str) -> HttpResponse:
    try:
        day = date.fromisoformat(on)
    except ValueError as error:
        raise Http404 from error
    return _back(request, actions.drop_day(county_of(request), day, by=request.user.person, at=clock.now()))


def _back(request: StaffRequest, changed: actions.Changed) -> HttpResponse:
    """To the year of the day, with a word about what is nearer or further away now."""
    for one in changed.moved:
        words = ngettext("{what}：{n} 件的灯变了。", "{what}：{n} 件的灯变了。", one.count)
        messages.info(request, words.format(what=one.label, n=one.count))
    if not changed.moved:
        messages.info(request, _("已存。没有哪件事的灯因此改变。"))
    return redirect(f"{reverse('people:days')}?year={changed.on.year}")


def _year(request: StaffRequest) -> int:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else clock.today().year
    return min(max(year, FIRST), LAST)


def _tabs(chosen: int) -> list[dict[str, object]]:
    this = clock.today().year
    years = sorted({*range(this - 1, this + 3), chosen})
    return [{"label": str(year), "url": f"?year={year}", "current": year == chosen} for year in years]
