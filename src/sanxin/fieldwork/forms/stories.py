"""The filter bar of a timeline: the URL is the view."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.fieldwork.queries.stories import Period
from sanxin.fieldwork.queries.strands import KINDS
from sanxin.kernel.http.days import PLAUSIBLE


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "title": label})
    return forms.DateField(label=label, required=False, widget=picker, validators=PLAUSIBLE)


class StoryFilters(forms.Form):
    kind = forms.ChoiceField(label=_("看什么"), required=False, choices=[("", _("全部")), *KINDS])
    since = _day(_("从哪天"))
    until = _day(_("到哪天"))

    @property
    def kind_said(self) -> str:
        return str(self._said("kind") or "")

    @property
    def period(self) -> Period:
        return Period(self._said("since"), self._said("until"))

    @property
    def is_set(self) -> bool:
        return any(self._said(name) for name in self.fields)

    def _said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)
