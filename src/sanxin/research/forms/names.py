"""The one field of a rename and of a split."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.refusals import Refused
from sanxin.research.rules.acts import NAME_LENGTH


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("名字"),
        required=False,
        max_length=400,
        help_text=_("一句话说清是什么问题，最多 {most} 个字").format(most=NAME_LENGTH),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )

    def refuse(self, refusal: Refused) -> None:
        """Put a refusal back where the typed words are; what no field is to blame for stands on top."""
        self.is_valid()
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def said(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("name", ""))
