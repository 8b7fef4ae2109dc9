"""The six numbers heat is made of, and why they change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.refusals import Refused
from sanxin.research.rules.weights import Weights, names


def _number(label: Any, hint: Any) -> forms.FloatField:
    attrs = {"class": "sx-input-s", "inputmode": "decimal", "step": "any"}
    return forms.FloatField(label=label, help_text=hint, widget=forms.NumberInput(attrs=attrs))


class WeightsForm(forms.Form):
    people = _number(_("人"), _("人数每翻一番加几分"))
    spread = _number(_("地方"), _("五处以上加满几分"))
    recency = _number(_("新近"), _("今天说的加满几分"))
    persistence = _number(_("持续"), _("半年都在说加满几分"))
    likes = _number(_("同感"), _("同感每翻一番加几分"))
    half_life_days = _number(_("几天减半"), _("新近的分过这么多天减一半"))
    reason = forms.CharField(label=_("为什么改"), required=False, max_length=120)

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    @property
    def weights(self) -> Weights:
        return Weights(**{name: self.cleaned_data[name] for name in names()})
