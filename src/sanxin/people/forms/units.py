from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.people.models import Level, Unit
from sanxin.people.rules.units import OWN_LEVELS


class UnitForm(forms.Form):
    level = forms.ChoiceField(label=_("种类"), choices=[(level, Level(level).label) for level in OWN_LEVELS])
    parent = forms.ModelChoiceField(label=_("上级"), queryset=Unit.objects.none(), empty_label=_("请选择"))
    name = forms.CharField(label=_("名称"), max_length=80)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    code = forms.CharField(
        label=_("代码"), max_length=40, required=False, help_text=_("村填统计用区划代码；单位和科室可以不填，自动编。")
    )

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parents


class RenameForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=80)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)


class MoveForm(forms.Form):
    parent = forms.ModelChoiceField(label=_("新的上级"), queryset=Unit.objects.none(), empty_label=_("请选择"))

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parents
