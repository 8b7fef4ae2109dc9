"""Topics beside what people raise: covered, uncovered, field by field."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.kernel.words import listed
from sanxin.people.requests import StaffRequest
from sanxin.research.models import Problem
from sanxin.research.views.bulk import url_back
from sanxin.research.views.problems import ticked_ids
from sanxin.topics import events
from sanxin.topics.actions.links import sort_problems
from sanxin.topics.forms.candidates import ids_of
from sanxin.topics.models import Topic
from sanxin.topics.queries.fields import fields_of
from sanxin.topics.queries.raised import Raised, by_field, hottest
from sanxin.topics.views.common import my_office
from sanxin.topics.views.tabs import tabs_of


@policy(OFFICE)
def compare(request: StaffRequest) -> HttpResponse:
    office, year = my_office(request), _year(request)
    rows = hottest(office, year=year)
    lines = by_field(office, year=year, rows=rows)
    concerns = fields_of(office)
    names = {line.field.id: line.field.name for line in lines if line.field}
    context = {
        "tabs": tabs_of("compare"),
        "year": year,
        "years": _years(request),
        "lines": lines,
        "rows": [(row, names.get(row.field_id, "") if row.field_id else "") for row in _narrowed(request, rows)],
        "total": len(rows),
        "covered": sum(row.is_covered for row in rows),
        "only": request.GET.get("only", ""),
        "fields": concerns,
        "may_sort": office.id in request.user.person.sight.desk_offices,
    }
    return render(request, "topics/compare/compare.html", context)


@policy(OFFICE)
def compare_file(request: StaffRequest) -> HttpResponseBase:
    office, year = my_office(request), _year(request)
    rows = hottest(office, year=year)
    names = {line.field.id: line.field.name for line in by_field(office, year=year, rows=rows) if line.field}
    heads = [_("问题"), _("名称"), _("热度"), _("多少人说"), _("几个地方"), _("领域"), _("课题")]
    cells = (
        [
            row.problem.code,
            row.problem.name,
            round(row.problem.heat, 1),
            row.problem.people,
            row.problem.places,
            names.get(row.field_id, "") if row.field_id else "",
            listed(topic.code for topic in row.topics),
        ]
        for row in _narrowed(request, rows)
    )
    return export(request, events.COMPARED, heads, cells)


@policy(DESK, "POST")
@once
def sort(request: StaffRequest) -> HttpResponse:
    """Put the ticked problems under a field; back to the page that asked."""
    office, person = my_office(request), request.user.person
    wanted = [*ids_of(request.POST.getlist("problem")), *ticked_ids(request)]
    problems = list(Problem.objects.visible_to(person).filter(pk__in=wanted, office=office).select_related("office"))
    field = next((one for one in fields_of(office) if str(one.id) == request.POST.get("field")), None)
    if field is None:
        raise Refused("topics.field.none", _("选一个领域。"))
    count = sort_problems(problems, field=field, by=person, at=clock.now())
    messages.success(request, _("{n} 个问题归到“{field}”。").format(n=count, field=field.name))
    return redirect(url_back(request, "topics:compare"))


def _narrowed(request: StaffRequest, rows: list[Raised]) -> list[Raised]:
    only = request.GET.get("only", "")
    if only == "uncovered":
        return [row for row in rows if not row.is_covered]
    return [row for row in rows if row.is_covered] if only == "covered" else rows


def _year(request: StaffRequest) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else clock.today().year


def _years(request: StaffRequest) -> list[Any]:
    years = Topic.objects.visible_to(request.user.person).order_by().values_list("year", flat=True)
    return sorted({*years, clock.today().year}, reverse=True)
