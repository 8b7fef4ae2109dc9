"""联系点: adding one, changing its task, ending it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.ledger.actions.contact_points import LONGEST_TASK
from sanxin.ledger.forms.base import DayInput, UnitField, VerbForm, lines
from sanxin.people.queries.pickers import offices_of, places_of


class PointForm(VerbForm):
    village = UnitField(label=_("哪个村"), empty_label=_("选一个村"))
    unit = UnitField(label=_("哪个单位联系"), empty_label=_("选一个单位"))
    task = forms.CharField(
        label=_("联系任务"),
        max_length=LONGEST_TASK,
        widget=lines(2),
        help_text=_("如：帮油茶基地接水，联系困难党员 6 户"),
    )
    since = forms.DateField(label=_("从哪天起"))
    until = forms.DateField(label=_("到哪天止"), required=False, help_text=_("没定就空着。"))

    def __init__(self, *args: Any, county: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = places_of(county).filter(level="village")
        self.fields["village"].queryset = villages  # type: ignore[attr-defined]
        units = offices_of(county).exclude(level="village").select_related("parent")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["since"].widget = DayInput()
        self.fields["until"].widget = DayInput()


class TaskForm(VerbForm):
    task = forms.CharField(label=_("联系任务"), max_length=LONGEST_TASK, widget=lines(2))


class EndForm(VerbForm):
    until = forms.DateField(label=_("到哪天止"), help_text=_("这天还算，第二天起就不算了。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget = DayInput()
        self.fields["until"].initial = clock.today()
