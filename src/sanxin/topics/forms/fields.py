"""Fields of concern and the limit of visits."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.topics.field_engine import NONE
from sanxin.topics.forms.base import VerbForm, seen_field
from sanxin.topics.models import FieldOfConcern


class FieldForm(VerbForm):
    name = forms.CharField(
        label=_("领域"), max_length=60, required=False, widget=forms.TextInput(attrs={"class": "sx-input-s"})
    )


class RenameFieldForm(FieldForm):
    seen = seen_field()


class SeenForm(VerbForm):
    """A verb that asks nothing but whether somebody was faster."""

    seen = seen_field()


class VoiceFieldForm(VerbForm):
    """`fields`: those in use, and the one it has now."""

    seen = seen_field()
    field = forms.ChoiceField(label=_("领域"), widget=forms.RadioSelect)

    def __init__(self, data: Any, fields: Sequence[FieldOfConcern], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.known = {str(one.id): one for one in fields}
        self.offer("field", [*((key, one.name) for key, one in self.known.items()), (NONE, _("哪个都不是"))])

    def clean_field(self) -> FieldOfConcern | None:
        return self.known.get(self.cleaned_data["field"])


class LimitForm(VerbForm):
    topics = forms.IntegerField(
        label=_("一个村一个月最多几个课题去"),
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
        help_text=_("超过了只是提醒，照样可以安排。"),
    )
