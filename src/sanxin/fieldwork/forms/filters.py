"""The filter bar of the list of visits: the URL is the view."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sanxin.fieldwork.models import Visit, VisitKind
from sanxin.fieldwork.models.visit import VisitQuerySet
from sanxin.fieldwork.queries.visits import officers_with_visits
from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.people.models import Person


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "title": label})
    return forms.DateField(label=label, required=False, widget=picker, validators=PLAUSIBLE)


class VisitFilters(forms.Form):
    kind = forms.ChoiceField(label=_("怎么见的"), required=False, choices=[("", _("怎么见的")), *VisitKind.choices])
    officer = forms.ChoiceField(label=_("谁去的"), required=False)
    since = _day(_("从哪天"))
    until = _day(_("到哪天"))

    def __init__(self, data: Any, person: Person, visits: QuerySet[Visit]) -> None:
        super().__init__(data)
        if person.sight.headed_offices:
            field = self.fields["officer"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("谁去的")), *officers_with_visits(visits)]
        else:
            del self.fields["officer"]

    def narrow(self, visits: VisitQuerySet) -> QuerySet[Visit]:
        rows: QuerySet[Visit] = visits
        if kind := self._said("kind"):
            rows = rows.filter(kind=kind)
        if officer := self._said("officer"):
            rows = rows.filter(officer=officer)
        if since := self._said("since"):
            rows = rows.filter(on__gte=since)
        if until := self._said("until"):
            rows = rows.filter(on__lte=until)
        return rows

    @property
    def is_set(self) -> bool:
        return any(self._said(name) for name in self.fields)

    def _said(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
