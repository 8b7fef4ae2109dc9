"""Progress, measures, evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.kernel.attachments.kinds import ACCEPT
from sanxin.ledger.forms.base import DayInput, PersonField, UnitField, VerbForm, lines
from sanxin.ledger.models import Item, Measure
from sanxin.ledger.rules.texts import LONG
from sanxin.people.queries.pickers import offices_of, people_of_offices


class ProgressForm(VerbForm):
    text = forms.CharField(
        label=_("办到哪一步了"),
        max_length=LONG,
        widget=lines(4),
        help_text=_("写做了什么、谁答应了什么、下一步。记下后不能改，只能再记。"),
    )


class MeasureForm(VerbForm):
    what = forms.CharField(label=_("做什么"), max_length=200)
    person = PersonField(label=_("谁来做"), required=False, empty_label=_("不选同事"))
    unit = UnitField(label=_("或哪个单位来做"), required=False, empty_label=_("不选单位"))
    due_on = forms.DateField(label=_("哪天前"))

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].widget = DayInput(least=clock.today())
        self.fields["person"].queryset = people_of_offices([item.office]).only("name")  # type: ignore[attr-defined]
        self.fields["unit"].queryset = offices_of(item.county_id).exclude(level="village")  # type: ignore[attr-defined]


class DoneForm(VerbForm):
    note = forms.CharField(
        label=_("办得怎么样"),
        required=False,
        max_length=300,
        widget=lines(2),
        help_text=_("一句话，如：入户 62 户，赶集日单程约 40 人。"),
    )
    upload = forms.FileField(label=_("佐证"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}))


class EvidenceForm(VerbForm):
    upload = forms.FileField(label=_("文件"), widget=forms.FileInput(attrs={"accept": ACCEPT}))
    caption = forms.CharField(
        label=_("说明"), required=False, max_length=120, help_text=_("拍的是什么、谁出的文。不写就用文件名。")
    )
    measure = forms.ModelChoiceField(
        label=_("哪项措施的"), queryset=Measure.objects.none(), required=False, empty_label=_("整件的")
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = item.measures.all()  # type: ignore[attr-defined]
