from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.roles import LABELS
from sanxin.people.models import Unit


def day(label: Any, **kwargs: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=picker, validators=PLAUSIBLE, **kwargs)


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """组织二科（市委组织部）: two sections may share a name."""

    def label_from_instance(self, unit: Unit) -> str:
        above = unit.parent if unit.level in {"section", "village"} else None
        return f"{unit.name}（{above}）" if above else unit.name


class PostForm(forms.Form):
    unit = UnitField(label=_("单位或科室"), queryset=Unit.objects.none(), empty_label=_("请选择"))
    role = forms.ChoiceField(
        label=_("角色"),
        choices=[(role.value, label) for role, label in LABELS.items()],
        help_text=_("管理员、审计员和办事的角色要由不同的人担任。"),
    )
    title = forms.CharField(label=_("职务"), max_length=40, required=False)
    since = day(_("从哪天起"))
    until = day(_("到哪天止"), required=False, help_text=_("不填就是一直任到另行结束。"))

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class EndForm(forms.Form):
    on = day(_("最后一天"))
