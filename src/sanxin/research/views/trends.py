"""走势: voices by month, place and kind; every figure leads to the rows it counts."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.ledger.queries.kept import Kept
from sanxin.people.requests import StaffRequest
from sanxin.research import concerns, events
from sanxin.research.forms.trends import TrendFilters
from sanxin.research.models import Problem
from sanxin.research.queries.trends import Line, Trends, trends_of
from sanxin.research.rules.months import labels, next_month
from sanxin.research.views.desk import towns_of
from sanxin.service.models import Voice

CHARTED = 10
"""Townships in the figure; all of them stand in the table."""


@policy(OFFICE)
def trends(request: StaffRequest) -> HttpResponse:
    filters, found = _read(request)
    months = labels(found.months)
    before = [(_("一年前的同月"), found.year_before)] if any(found.year_before) else []
    context = {
        "filters": filters,
        "trends": found,
        "months": months,
        "year": [(_("声音"), found.all.months), *before],
        "has_before": bool(before),
        "month_rows": _month_rows(request, filters, found),
        "kind_rows": [(line, _rows_url(request, filters, found, kind=line.key)) for line in found.kinds],
        "field_rows": [(line, _field_url(request, filters, found, line)) for line in found.fields],
        "town_rows": [
            (line, _rows_url(request, filters, found, town=line.key.code) if line.key else "") for line in found.towns
        ],
        "town_names": [line.label for line in found.towns[:CHARTED] if line.key],
        "town_counts": [(_("声音"), [line.total for line in found.towns[:CHARTED] if line.key])],
        "compare_url": concerns.compare_url(),
        "may_sort": bool(request.user.person.sight.desk_offices),
        "all_url": _rows_url(request, filters, found),
    }
    return render(request, "research/trends/trends.html", context)


@policy(OFFICE)
def trends_file(request: StaffRequest) -> HttpResponseBase:
    """Months as columns; everything, kinds, fields and townships as rows."""
    _filters, found = _read(request)
    heads = [_("项"), _("名称"), _("合计"), *(f"{month:%Y-%m}" for month in found.months)]
    rows = [
        [_("全部"), "", found.all.total, *found.all.months],
        *([_("类别"), line.label, line.total, *line.months] for line in found.kinds),
        *([_("领域"), line.label or _("没归领域"), line.total, *line.months] for line in found.fields),
        *([_("乡镇"), line.label or _("没写地方"), line.total, *line.months] for line in found.towns),
    ]
    return export(request, events.TRENDS, heads, iter(rows))


def _read(request: StaffRequest) -> tuple[TrendFilters, Trends]:
    """Totals of the person's own offices; who may not read voices sees their numbers."""
    person = request.user.person
    fields = concerns.fields_of(person.sight.work_offices)
    filters = TrendFilters(request.GET, towns_of(person), fields)
    voices = filters.narrow(Voice.objects.filter(office__in=person.sight.work_offices))
    problems = Problem.objects.visible_to(person).on_desk()
    today = timezone.localdate(clock.now())
    kept = Kept(person, today)
    found = kept.get(
        f"research.trends {get_language()} {filters.span} {filters.asked}",
        lambda: trends_of(voices, problems, fields, span=filters.span, today=today),
    )
    return filters, found


def _month_rows(request: StaffRequest, filters: TrendFilters, found: Trends) -> list[dict[str, Any]]:
    counts = zip(found.months, found.all.months, found.year_before, strict=True)
    return [
        {
            "month": month,
            "count": count,
            "before": before,
            "url": _rows_url(request, filters, found, since=month, until=_last_day(month)),
        }
        for month, count, before in reversed(list(counts))
    ]


def _field_url(request: StaffRequest, filters: TrendFilters, found: Trends, line: Line) -> str:
    return _rows_url(request, filters, found, field=line.key.id if line.key else concerns.NONE)


def _rows_url(request: StaffRequest, filters: TrendFilters, found: Trends, **more: Any) -> str:
    """The list of the voices counted; empty for those who do not read voices."""
    if not request.user.person.sight.desk_offices:
        return ""
    span = {"since": found.months[0], "until": _last_day(found.months[-1])}
    return f"{reverse('service:voices')}?{urlencode({**filters.asked, **span, **more})}"


def _last_day(month: date) -> date:
    return next_month(month) - timedelta(days=1)
