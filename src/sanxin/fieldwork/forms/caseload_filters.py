"""The filter bar of a plan's tables: the URL is the view."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.fieldwork.models import CaseloadPlan
from sanxin.fieldwork.models.caseload_pair import PlanPairQuerySet

CHANGES = [
    ("", _("和上年比")),
    ("kept", _("没变")),
    ("moved", _("换了人")),
    ("fresh", _("新有的")),
]


class PairFilters(forms.Form):
    change = forms.ChoiceField(label=_("和上年比"), required=False, choices=CHANGES)
    officer = forms.ChoiceField(label=_("联系干部"), required=False)

    def __init__(self, data: Any, plan: CaseloadPlan) -> None:
        super().__init__(data)
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)
        people = [(str(one.person_id), str(one.person)) for one in plan.officers.select_related("person")]
        field.choices = [("", _("联系干部")), *people]

    def narrow(self, pairs: PlanPairQuerySet) -> PlanPairQuerySet:
        if change := self._said("change"):
            pairs = {"kept": pairs.kept, "moved": pairs.moved, "fresh": pairs.fresh}[change]()
        if officer := self._said("officer"):
            pairs = pairs.filter(person=officer)
        return pairs

    @property
    def is_set(self) -> bool:
        return any(self._said(name) for name in self.fields)

    def _said(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
