"""Fields of concern and the limit of visits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.topics.forms.base import VerbForm, seen_field


class FieldForm(VerbForm):
    name = forms.CharField(
        label=_("领域"), max_length=60, required=False, widget=forms.TextInput(attrs={"class": "sx-input-s"})
    )


class RenameFieldForm(FieldForm):
    seen = seen_field()


class SeenForm(VerbForm):
    """A verb that asks nothing but whether somebody was faster."""

    seen = seen_field()


class LimitForm(VerbForm):
    topics = forms.IntegerField(
        label=_("一个村一个月最多几个课题去"),
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
        help_text=_("超过了只是提醒，照样可以安排。"),
    )
