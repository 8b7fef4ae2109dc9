"""What the forms of this room share."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from sanxin.people.forms.refusing import put_on

PLAUSIBLE = (MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC)), MaxValueValidator(datetime(2199, 12, 31, tzinfo=UTC)))
"""The year 1 or 9999 is a slip of the keyboard; turned into another zone it overflows."""


class VerbForm(forms.Form):
    """Takes an action's refusal back onto the field it is about."""

    refuse = put_on


class SeenForm(VerbForm):
    """An editing form: it knows which version it was drawn from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


def instant_field(label: Any, *, help_text: Any = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, validators=PLAUSIBLE, help_text=help_text)


def words_field(
    label: Any, *, rows: int = 3, required: bool = True, most: int = 5000, help_text: Any = ""
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=area, max_length=most)


def lines_of(typed: str) -> list[str]:
    """One thing a line; empty lines are nothing."""
    return [line.strip() for line in typed.splitlines() if line.strip()]
