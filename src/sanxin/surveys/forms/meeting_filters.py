"""The filter bar of the list of meetings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.service.queries.places import Places
from sanxin.surveys.models import MeetingKind
from sanxin.surveys.models.meeting import MeetingQuerySet


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "title": label})
    return forms.DateField(label=label, required=False, widget=picker, validators=PLAUSIBLE)


class MeetingFilters(forms.Form):
    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("类别")), *MeetingKind.choices])
    town = forms.ChoiceField(label=_("乡镇"), required=False)
    since = _day(_("从哪天"))
    until = _day(_("到哪天"))

    def __init__(self, data: Any, places: Places) -> None:
        super().__init__(data)
        towns = self.fields["town"]
        assert isinstance(towns, forms.ChoiceField)
        towns.choices = [("", _("乡镇")), *((unit.code, unit.name) for unit in places.townships)]

    def narrow(self, rows: MeetingQuerySet) -> MeetingQuerySet:
        lookups = {
            "kind": "kind",
            "town": "place__path__contains",
            "since": "held_on__gte",
            "until": "held_on__lte",
        }
        for name, lookup in lookups.items():
            if value := self._said(name):
                rows = rows.filter(**{lookup: f"/{value}/" if name == "town" else value})
        return rows

    def _said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def is_set(self) -> bool:
        return any(self._said(name) for name in self.fields)
