"""Filters above the list of asked departments and above 联系点."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.ledger.forms.base import UnitField
from sanxin.people.models.unit import UnitQuerySet


class LinkageFilters(forms.Form):
    q = forms.CharField(
        label=_("找"), required=False, widget=forms.TextInput(attrs={"placeholder": _("事项、请做什么")})
    )
    unit = UnitField(label=_("请了哪家"), required=False, empty_label=_("请了哪家"))
    mine = forms.BooleanField(label=_("我牵头的"), required=False)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.select_related("parent")  # type: ignore[attr-defined]


class PointFilters(forms.Form):
    q = forms.CharField(
        label=_("找"), required=False, widget=forms.TextInput(attrs={"placeholder": _("村、单位、任务")})
    )
    town = UnitField(label=_("乡镇"), required=False, empty_label=_("全部乡镇"))
    unit = UnitField(label=_("联系单位"), required=False, empty_label=_("全部单位"))
    past = forms.BooleanField(label=_("到期的也列"), required=False)

    def __init__(self, *args: Any, towns: UnitQuerySet, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].queryset = towns  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units.select_related("parent")  # type: ignore[attr-defined]
