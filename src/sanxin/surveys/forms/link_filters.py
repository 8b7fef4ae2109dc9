"""The filter bar of the list of links."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.people.models import Person
from sanxin.service.queries.places import Places
from sanxin.surveys.models import Edition
from sanxin.surveys.models.link import LinkQuerySet
from sanxin.surveys.rules.links import LinkState

STATES = {
    LinkState.OPEN: _("在收"),
    LinkState.OVER: _("到点没停收"),
    LinkState.WAITING: _("没到时间"),
    LinkState.CLOSED: _("停收"),
}


class LinkFilters(forms.Form):
    edition = forms.ModelChoiceField(Edition.objects.none(), label=_("问卷"), required=False, empty_label=_("问卷"))
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("状态")), *STATES.items()])
    town = forms.ChoiceField(label=_("乡镇"), required=False)

    def __init__(self, data: Any, person: Person) -> None:
        super().__init__(data)
        choice, towns = self.fields["edition"], self.fields["town"]
        assert isinstance(choice, forms.ModelChoiceField)
        assert isinstance(towns, forms.ChoiceField)
        choice.queryset = Edition.objects.visible_to(person)
        self.places = Places(tuple(person.sight.counties))
        towns.choices = [("", _("乡镇")), *((unit.code, unit.name) for unit in self.places.townships)]

    def narrow(self, rows: LinkQuerySet, now: datetime) -> LinkQuerySet:
        if edition := self._said("edition"):
            rows = rows.filter(edition=edition)
        if state := self._said("state"):
            rows = rows.in_state(state, now)
        if town := self._said("town"):
            rows = rows.filter(place__path__contains=f"/{town}/")
        return rows

    def _said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def is_set(self) -> bool:
        return any(self._said(name) for name in self.fields)
