"""答复和解决: counts by unit and kind, each with its definition; the rows behind a number for those who read voices."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel import clock
from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import Kind, Voice
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.queries.rates import (
    BY,
    BY_KEY,
    MEASURES,
    SATISFIED,
    SATISFIED_DEFINED,
    Period,
    Rates,
    Row,
    may_open,
    offices_counted,
    questions_in,
    rates_of,
    ties_in,
)
from sanxin.service.rules.periods import this_year


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "title": label})
    return forms.DateField(label=label, required=False, widget=picker, validators=PLAUSIBLE)


class RateFilters(forms.Form):
    by = forms.CharField(required=False, widget=forms.HiddenInput)
    since = _day(gettext_lazy("从哪天"))
    until = _day(gettext_lazy("到哪天"))
    office = forms.ChoiceField(label=gettext_lazy("单位"), required=False)

    def __init__(self, data: Any, offices: list[Unit]) -> None:
        first, last = this_year(clock.today())
        asked = data.copy()
        asked.setdefault("since", first)
        asked.setdefault("until", last)
        super().__init__(asked)
        self.offices = offices
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("全部单位")), *((unit.code, unit.name) for unit in offices)]
        if len(offices) < 2:
            del self.fields["office"]
        self.is_valid()
        said = self.cleaned_data
        self.period = Period(said.get("since") or first, said.get("until") or last)
        if self.period.until < self.period.since:
            self.add_error(None, _("“到哪天”要在“从哪天”以后。"))
            self.period = replace(self.period, until=self.period.since)

    @property
    def chosen(self) -> list[Unit]:
        code = self.cleaned_data.get("office")
        return [unit for unit in self.offices if not code or unit.code == code]

    @property
    def line(self) -> str:
        asked = self.cleaned_data.get("by", "")
        return asked if asked in BY else "kind" if len(self.offices) < 2 else "unit"


@policy(OFFICE)
def rates(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters = _filters(request)
    found = rates_of(filters.period, filters.chosen, by=filters.line)
    opens = all(may_open(unit.id, person) for unit in filters.chosen) and bool(filters.chosen)
    context = {
        "filters": filters,
        "tabs": _tabs(request, filters),
        "heads": _heads(filters.line),
        "lines": [_line(row, filters, person, opens) for row in found.rows],
        "total": _line(found.total, filters, person, opens),
        "defined": [(one.label, one.definition) for one in _heads(filters.line)] + [(SATISFIED, SATISFIED_DEFINED)],
        "is_empty": not found.rows,
        "file_url": f"{reverse('service:rates_file')}?{request.GET.urlencode()}",
    }
    return render(request, "service/rates/rates.html", context)


@policy(OFFICE)
def rates_file(request: StaffRequest) -> HttpResponseBase:
    filters = _filters(request)
    found = rates_of(filters.period, filters.chosen, by=filters.line)
    first = {"unit": _("单位"), "kind": _("类别"), "question": _("提问类别")}[filters.line]
    heads = [first, *(str(one.label) for one in _heads(filters.line)), _("打分的"), str(SATISFIED)]
    return export(request, events.RATES, heads, _cells(found, filters.line))


def _cells(found: Rates, line: str) -> Iterator[list[Any]]:
    for row in [*found.rows, found.total]:
        few = _("不到 5")
        scores = [few if row.scores is None else row.scores, few if row.content is None else row.content]
        yield [row.label, *(row.counts[one.key] for one in _heads(line)), *scores]


@policy(DESK)
def rate_rows(request: StaffRequest, what: str) -> HttpResponse:
    """The questions and the voices behind one number; only of offices whose voices this person reads."""
    person = request.user.person
    measure = BY_KEY.get(what)
    filters = _filters(request)
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


def _back(request: StaffRequest) -> str:
    asked = request.GET.copy()
    for name in ("line", "page"):
        asked.pop(name, None)
    return f"{reverse('service:rates')}?{asked.urlencode()}"


def _filters(request: StaffRequest) -> RateFilters:
    return RateFilters(request.GET, offices_counted(request.user.person))


def _heads(line: str) -> list[Any]:
    """Kinds of questions have no items: those columns fall away."""
    return [one for one in MEASURES if line != "question" or one.question is not None]


def _line(row: Row, filters: RateFilters, person: Person, opens: bool) -> dict[str, Any]:
    may = opens if filters.line != "unit" or not row.key else may_open(UUID(row.key), person)
    if not row.key:
        may = opens
    asked = {"by": filters.line, "since": filters.period.since, "until": filters.period.until, "line": row.key}
    office = filters.cleaned_data.get("office")
    if filters.line == "unit" and row.key:
        office = next(unit.code for unit in filters.offices if str(unit.id) == row.key)
    query = "&".join(f"{name}={value}" for name, value in {**asked, "office": office or ""}.items() if value)
    cells = []
    for one in _heads(filters.line):
        count, whole = row.counts[one.key], row.of(one)
        url = f"{reverse('service:rate_rows', args=[one.key])}?{query}" if may and count else ""
        share = round(100 * count / whole) if whole else None
        cells.append({"label": one.label, "count": count, "share": share, "url": url})
    shown = row.scores is not None and row.content is not None
    share = round(100 * row.content / row.scores) if row.scores and row.content is not None else None
    return {"label": row.label, "cells": cells, "shown": shown, "scores": row.scores, "share": share}


def _tabs(request: StaffRequest, filters: RateFilters) -> list[dict[str, object]]:
    names = {"unit": _("分单位"), "kind": _("分民生、民利、民愿"), "question": _("分提问类别")}
    asked = request.GET.copy()
    tabs: list[dict[str, object]] = []
    for key, label in names.items():
        asked["by"] = key
        tabs.append({"label": label, "url": f"?{asked.urlencode()}", "current": filters.line == key})
    return tabs
