"""Asking a department, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.kernel.attachments.kinds import ACCEPT
from sanxin.ledger.forms.base import DayInput, UnitField, VerbForm, lines
from sanxin.ledger.models import Item
from sanxin.ledger.queries.answering import answering_units
from sanxin.ledger.rules.texts import LONG


class LinkageForm(VerbForm):
    unit = UnitField(
        label=_("请哪个单位"),
        empty_label=_("选一个单位"),
        help_text=_("只列有人经办的单位。要请的不在里面，请管理员先给它定一位经办人。"),
    )
    asks = forms.CharField(label=_("请对方做什么、答什么"), max_length=LONG, widget=lines(3))
    due_on = forms.DateField(label=_("哪天前答复"))
    contact = forms.CharField(label=_("联系人"), required=False, max_length=60)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].widget = DayInput(least=clock.today())
        units = answering_units(item.county_id, clock.today()).exclude(pk=item.office_id)
        self.fields["unit"].queryset = units.select_related("parent")  # type: ignore[attr-defined]


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
