from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.fields import masked
from sanxin.kernel.roles import LABELS
from sanxin.people.models import Person, Unit


class PersonForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=60)
    staff_number = forms.CharField(
        label=_("工号"), max_length=40, help_text=_("本县内不重复，再次导入名单时靠它认人。")
    )
    phone = forms.CharField(label=_("电话"), max_length=20, required=False, help_text=_("加密保存，列表里只显示头尾。"))


class CorrectionForm(PersonForm):
    """Nobody reads a whole number here: left empty it stays, and seeing it is an act of its own, with a reason."""

    drop_phone = forms.BooleanField(label=_("不再留电话"), required=False)

    def __init__(self, data: Any, *, subject: Person) -> None:
        super().__init__(data, initial={"name": subject.name, "staff_number": subject.staff_number})
        if subject.phone:
            words = gettext("现在是 {phone}；不改就空着。")
            self.fields["phone"].help_text = words.format(phone=masked(subject.phone))
        else:
            del self.fields["drop_phone"]

    def clean(self) -> dict[str, Any]:
        """What the action takes: a phone that is None stays as it is."""
        told = dict(self.cleaned_data)
        dropped, phone = told.pop("drop_phone", False), told.get("phone", "").strip()
        if dropped and phone:
            self.add_error("drop_phone", gettext("写了新电话，就不用勾这里。"))
        return told | {"phone": "" if dropped else phone or None}


class PersonFilterForm(forms.Form):
    """Filters of the list; a value that means nothing is left out rather than refused."""

    q = forms.CharField(label=_("姓名、工号"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    unit = forms.ChoiceField(label=_("单位"), required=False)
    role = forms.ChoiceField(label=_("角色"), required=False)
    state = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offices: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(unit.pk): unit for unit in offices}
        self.fields["q"].widget.attrs["placeholder"] = _("找姓名或工号")
        self._field("unit").choices = [("", _("单位")), *((key, str(unit)) for key, unit in self.offices.items())]
        self._field("role").choices = [("", _("角色")), *((role.value, label) for role, label in LABELS.items())]

    def value(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field


class LeaveForm(forms.Form):
    on = forms.DateField(label=_("最后一天"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("事由"), max_length=200)
