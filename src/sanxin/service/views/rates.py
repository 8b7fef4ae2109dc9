"""答复和解决: counts by unit and kind, each with its definition; the rows behind a number for those who read voices."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import Kind, Voice
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.queries.rate_measures import BY_KEY, SATISFIED, SATISFIED_DEFINED, questions_in, ties_in
from sanxin.service.queries.rates import BY, may_open, rates_of
from sanxin.service.views.rate_filters import RateFilters, filters_of
from sanxin.service.views.rate_lines import cells_of, heads_of, line_of


@policy(OFFICE)
def rates(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters = filters_of(request)
    found = rates_of(filters.period, filters.chosen, by=filters.line)
    opens = all(may_open(unit.id, person) for unit in filters.chosen) and bool(filters.chosen)
    context = {
        "filters": filters,
        "tabs": _tabs(request, filters),
        "heads": heads_of(filters.line),
        "lines": [line_of(row, filters, person, opens) for row in found.rows],
        "total": line_of(found.total, filters, person, opens),
        "defined": [(one.label, one.definition) for one in heads_of(filters.line)] + [(SATISFIED, SATISFIED_DEFINED)],
        "is_empty": not found.rows,
        "file_url": f"{reverse('service:rates_file')}?{request.GET.urlencode()}",
    }
    return render(request, "service/rates/rates.html", context)


@policy(OFFICE)
def rates_file(request: StaffRequest) -> HttpResponseBase:
    filters = filters_of(request)
    found = rates_of(filters.period, filters.chosen, by=filters.line)
    first = {"unit": _("单位"), "kind": _("类别"), "question": _("提问类别")}[filters.line]
    heads = [first, *(str(one.label) for one in heads_of(filters.line)), _("打分的"), str(SATISFIED)]
    return export(request, events.RATES, heads, cells_of(found, filters.line))


@policy(DESK)
def rate_rows(request: StaffRequest, what: str) -> HttpResponse:
    """The questions and the voices behind one number; only of offices whose voices this person reads."""
    person = request.user.person
    measure = BY_KEY.get(what)
    filters = filters_of(request)
    if measure is None or not filters.chosen or not all(may_open(unit.id, person) for unit in filters.chosen):
        raise Http404
    offices = [unit.id for unit in filters.chosen]
    line = request.GET.get("line", "")
    asked = Voice.objects.none()
    if measure.question is not None:
        rows = _of_line(questions_in(filters.period, offices).filter(measure.question), filters.line, line)
        asked = Voice.objects.filter(pk__in=rows.values("voice"))
    tied = Voice.objects.none()
    if measure.tie is not None and filters.line != "question":
        ties = _of_line(ties_in(filters.period, offices).filter(measure.tie), filters.line, line)
        tied = Voice.objects.filter(pk__in=ties.values("voice"))
    voices = Voice.objects.visible_to(person).filter(pk__in=(asked | tied).values("pk"))
    page = page_of(voices.select_related("place__parent", "contact", "question").order_by("-heard_at", "-id"), request)
    context = {
        "measure": measure,
        "period": filters.period,
        "page": page,
        "label": _label(filters, line),
        "back": _back(request),
    }
    return render(request, "service/rates/rows.html", context)


def _back(request: StaffRequest) -> str:
    asked = request.GET.copy()
    for name in ("line", "page"):
        asked.pop(name, None)
    return f"{reverse('service:rates')}?{asked.urlencode()}"


def _of_line(rows: QuerySet[Any], by: str, line: str) -> QuerySet[Any]:
    if not line:
        return rows
    if by == "unit":
        try:
            return rows.filter(voice__office=UUID(line))
        except ValueError:
            raise Http404 from None
    return rows.filter(**{BY[by]: line})


def _label(filters: RateFilters, line: str) -> str:
    if not line:
        return _("合计")
    if filters.line == "unit":
        return next((unit.name for unit in filters.offices if str(unit.id) == line), "")
    if filters.line == "kind":
        return str(dict(Kind.choices).get(line, ""))
    return Kinds([filters.chosen[0].id]).name(filters.chosen[0].id, line)


def _tabs(request: StaffRequest, filters: RateFilters) -> list[dict[str, object]]:
    names = {"unit": _("分单位"), "kind": _("分民生、民利、民愿"), "question": _("分提问类别")}
    asked = request.GET.copy()
    tabs: list[dict[str, object]] = []
    for key, label in names.items():
        asked["by"] = key
        tabs.append({"label": label, "url": f"?{asked.urlencode()}", "current": filters.line == key})
    return tabs
