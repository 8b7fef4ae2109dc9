"""Answering for a department, more time, links."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.attachments.kinds import ACCEPT
from sanxin.ledger.forms.base import VerbForm, lines
from sanxin.ledger.rules.linkages import LONGEST_LINK
from sanxin.ledger.rules.texts import LONG


class Files(forms.FileField):
    """Several files in one field."""

    widget = type("ManyFiles", (forms.ClearableFileInput,), {"allow_multiple_selected": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        if isinstance(data, list | tuple):
            return [one(each, initial) for each in data if each]
        return [one(data, initial)] if data else []


class AnswerForm(VerbForm):
    account = forms.CharField(
        label=_("答复"), max_length=LONG, widget=lines(5), help_text=_("办了什么、怎么定的、哪天能做到。")
    )
    uploads = Files(label=_("附件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uploads"].widget.attrs["accept"] = ACCEPT


class LinkForm(VerbForm):
    holder = forms.CharField(
        label=_("交给谁"),
        max_length=60,
        help_text=_("写单位和姓名或科室。他凭链接办的事，都记在这个名下。"),
    )
    days = forms.IntegerField(
        label=_("几天内有效"),
        min_value=1,
        max_value=LONGEST_LINK,
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
    )
