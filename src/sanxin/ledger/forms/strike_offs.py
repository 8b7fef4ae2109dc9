"""Asking for a strike-off, and verifying."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.ledger.forms.base import VerbForm, lines
from sanxin.ledger.rules.strike_offs import Method
from sanxin.ledger.rules.texts import LONG


class RequestForm(VerbForm):
    account = forms.CharField(
        label=_("办成了什么样"),
        max_length=LONG,
        widget=lines(4),
        help_text=_("对照“办成的样子”写。核验人照着看，回话也用得上。"),
    )


class VerifyForm(VerbForm):
    """One page, two answers: it is done, or something is missing."""

    method = forms.ChoiceField(
        label=_("怎么核验的"),
        choices=[choice for choice in Method.choices if choice[0] != Method.IMPORTED],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label=_("看到什么，或还差什么"),
        required=False,
        max_length=300,
        widget=lines(3),
        help_text=_("退回时要写还差什么。"),
    )
