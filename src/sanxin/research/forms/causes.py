"""The forms of a tree of causes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.refusals import Refused
from sanxin.research.actions.causes import Given


class CauseForm(forms.Form):
    text = forms.CharField(
        label=_("为什么"),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "roots"}),
    )
    root = forms.BooleanField(label=_("这就是根子，不用再往下问"), required=False)

    def refuse(self, refusal: Refused) -> None:
        self.is_valid()
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def said(self) -> tuple[str, bool]:
        self.is_valid()
        return str(self.cleaned_data.get("text", "")), bool(self.cleaned_data.get("root"))


class EvidenceForm(forms.Form):
    code = forms.CharField(
        label=_("问题或台账的编号"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "sx-input-s", "placeholder": "W-0012"}),
        help_text=_("问题写 W-0012，台账写 2026-0137"),
    )
    text = forms.CharField(
        label=_("一句话"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("统计数、文件里的话，照原样写"),
    )
    source = forms.CharField(
        label=_("出处"), required=False, max_length=120, help_text=_("哪份材料、哪次会、谁统计的；传文件时也可以写")
    )
    upload = forms.FileField(label=_("文件"), required=False)

    def refuse(self, refusal: Refused) -> None:
        self.is_valid()
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def given(self, voices: list) -> Given:  # type: ignore[type-arg]
        self.is_valid()
        said = self.cleaned_data
        return Given(
            voices=voices,
            code=said.get("code") or "",
            upload=said.get("upload"),
            text=said.get("text") or "",
            source=said.get("source") or "",
        )
