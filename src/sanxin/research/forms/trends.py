"""The filters of trends: the same names as the list of voices has, so that every figure leads to its rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.people.models import Unit
from sanxin.research.concerns import NONE, Field, voices_in_field
from sanxin.service.models import Kind, Source
from sanxin.service.models.voice import VoiceQuerySet

SPANS = {"12": _("近 12 个月"), "24": _("近 24 个月"), "36": _("近 36 个月")}


class TrendFilters(forms.Form):
    months = forms.ChoiceField(label=_("多久"), required=False, choices=list(SPANS.items()))
    town = forms.ChoiceField(label=_("乡镇"), required=False)
    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("类别")), *Kind.choices])
    field = forms.ChoiceField(label=_("领域"), required=False)
    source = forms.ChoiceField(label=_("来源"), required=False, choices=[("", _("来源")), *Source.choices])
    q = forms.CharField(
        label=_("找原话"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("原话里的词"), "class": "sx-input-s"}),
    )

    def __init__(self, data: Any, towns: list[Unit], concerns: Sequence[Field]) -> None:
        super().__init__(data)
        self.towns, self.concerns = towns, concerns
        self._offer("town", [("", _("乡镇")), *((town.code, str(town)) for town in towns)])
        if concerns:
            named = ((str(one.id), one.name) for one in concerns)
            self._offer("field", [("", _("领域")), *named, (NONE, _("没归领域"))])
        else:
            del self.fields["field"]

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def span(self) -> int:
        return int(self.said("months") or 12)

    @property
    def asked(self) -> dict[str, str]:
        """What narrows the voices, as the list of voices takes it."""
        return {name: value for name in ("town", "kind", "field", "source", "q") if (value := self.said(name))}

    def narrow(self, voices: VoiceQuerySet) -> VoiceQuerySet:
        rows = voices.saying(self.said("q") or "")
        for name in ("kind", "source"):
            if value := self.said(name):
                rows = rows.filter(**{name: value})
        if wanted := self.said("field"):
            rows = rows.filter(voices_in_field(self.concerns, wanted))
        town = next((one for one in self.towns if one.code == self.said("town")), None)
        return rows.filter(place__path__startswith=town.path) if town else rows
