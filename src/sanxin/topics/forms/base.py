"""What the forms of topics share."""

from typing import Any

from django import forms

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.refusals import Refused


class VerbForm(forms.Form):
    """Takes an action's refusal back onto the field it is about."""

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def among(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        validators=PLAUSIBLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
    )


def words_field(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=area, max_length=5000)


def seen_field() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput)
