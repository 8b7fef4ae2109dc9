"""Which offices, which days, and what the lines of the table are."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel import clock
from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.rate_measures import Period
from sanxin.service.queries.rates import BY, offices_counted
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


def filters_of(request: StaffRequest) -> RateFilters:
    return RateFilters(request.GET, offices_counted(request.user.person))
