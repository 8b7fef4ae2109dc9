"""Who has not been heard."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.places import Places
from sanxin.surveys import events_asking
from sanxin.surveys.queries.coverage import MONTHS, Coverage, Heard, Village, coverage_of
from sanxin.surveys.rules.smallness import LEAST

USUAL = 6
A_PAGE = 50


class CoverageFilters(forms.Form):
    months = forms.TypedChoiceField(label=gettext_lazy("看几个月"), required=False, coerce=int)
    town = forms.ChoiceField(label=gettext_lazy("乡镇"), required=False)
    all = forms.BooleanField(label=gettext_lazy("听到过的也列出来"), required=False)

    def __init__(self, data: Any, person: Person) -> None:
        super().__init__(data)
        months, towns = self.fields["months"], self.fields["town"]
        assert isinstance(months, forms.ChoiceField)
        assert isinstance(towns, forms.ChoiceField)
        months.choices = [(n, ngettext("{n} 个月里", "{n} 个月里", n).format(n=n)) for n in MONTHS]
        self.initial["months"] = USUAL
        places = Places(tuple(person.sight.counties))
        towns.choices = [("", _("乡镇")), *((unit.code, unit.name) for unit in places.townships)]

    def said(self, name: str, otherwise: Any) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name) or otherwise


@policy(OFFICE)
def coverage(request: StaffRequest) -> HttpResponse:
    filters = CoverageFilters(
        request.GET if "months" in request.GET else {**request.GET.dict(), "months": USUAL}, request.user.person
    )
    found = _found(request, filters)
    villages = found.villages if filters.said("all", False) else found.unheard
    context = {
        "coverage": found,
        "filters": filters,
        "months": filters.said("months", USUAL),
        "page": Paginator(villages, A_PAGE).get_page(request.GET.get("page")),
        "least": LEAST,
        "file_url": f"{reverse('surveys:coverage_file')}?{request.GET.urlencode()}",
    }
    return render(request, "surveys/coverage/coverage.html", context)


@policy(OFFICE)
def coverage_file(request: StaffRequest) -> HttpResponseBase:
    """All villages with the last time and how often, each way."""
    found = _found(request, CoverageFilters(request.GET, request.user.person))
    ways = (_("走访"), _("热线来信"), _("问卷"), _("座谈访谈"))
    counted = [_("{way}次数").format(way=way) for way in ways]
    heads = [_("乡镇"), _("村"), _("最近一次"), *ways, *counted]
    return export(request, events_asking.COVERAGE, heads, _cells(found.villages))


def _found(request: StaffRequest, filters: CoverageFilters) -> Coverage:
    months, town = filters.said("months", USUAL), filters.said("town", "")
    return coverage_of(request.user.person, months=months, today=clock.today(), town=town)


def _cells(villages: list[Village]) -> Iterator[list[object]]:
    for one in villages:
        ways: tuple[Heard, ...] = (one.visits, one.voices, one.answers, one.meetings)
        counts = [way.count for way in ways]
        yield [str(one.unit.parent or ""), str(one.unit), one.last, *(way.last for way in ways), *counts]
