"""More time, and time out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.ledger.forms.base import DayInput, VerbForm, lines


class ExtensionForm(VerbForm):
    wanted_on = forms.DateField(label=_("延到哪天"))
    reason = forms.CharField(label=_("为什么要延"), max_length=300, widget=lines(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_on"].widget = DayInput(least=clock.today())


class DecisionForm(VerbForm):
    granted = forms.ChoiceField(
        label=_("同意吗"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect
    )
    due_on = forms.DateField(label=_("延到哪天"), required=False, help_text=_("不写就按申请的日子。"))
    note = forms.CharField(
        label=_("说明"), required=False, max_length=300, widget=lines(2), help_text=_("不同意时要写为什么。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].widget = DayInput(least=clock.today())


class SuspensionForm(VerbForm):
    until = forms.DateField(label=_("暂停到哪天"), help_text=_("到这天自动恢复；期限按停下的工作日顺延。"))
    reason = forms.CharField(label=_("为什么现在办不了"), max_length=300, widget=lines(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget = DayInput(least=clock.today())


class ReopeningForm(VerbForm):
    reason = forms.CharField(label=_("哪里没解决"), max_length=300, widget=lines(3))
    due_on = forms.DateField(label=_("新期限"), required=False, help_text=_("不写就是 10 个工作日。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].widget = DayInput(least=clock.today())
