"""The queue of kinds, narrowed."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sanxin.research.models import KindProposal
from sanxin.service.models import Kind


class KindFilters(forms.Form):
    kind = forms.ChoiceField(
        label=_("建议归为"),
        required=False,
        choices=[("", _("建议归为")), *(choice for choice in Kind.choices if choice[0] != Kind.UNSORTED)],
    )
    q = forms.CharField(
        label=_("找原话"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("原话里的词"), "class": "sx-input-s"}),
    )

    def said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    def narrow(self, rows: QuerySet[KindProposal]) -> QuerySet[KindProposal]:
        if kind := self.said("kind"):
            rows = rows.filter(kind=kind)
        for word in (self.said("q") or "").split():
            rows = rows.filter(Q(voice__title__icontains=word) | Q(voice__text__icontains=word))
        return rows
