"""The forms about one member in difficulty."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.service.models import NeedKind
from sanxin.service.queries.places import Places
from sanxin.service.rules.members import LONGEST_DIFFICULTY, LONGEST_NAME
from sanxin.service.views.voice_forms import ActionForm


class ContactField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Names with the number beside them: two of one name are told apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.staff_number}）"


class MemberForm(ActionForm):
    consent = forms.BooleanField(
        label=_("本人同意登记"), required=False, help_text=_("先问本人；没有同意就不登记，也不留姓名。")
    )
    name = forms.CharField(
        label=_("姓名"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    village = forms.CharField(
        label=_("哪个村"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=_("打一两个字就能选。"),
    )
    need_kind = forms.ChoiceField(
        label=_("困难类型"), choices=NeedKind.choices, initial=NeedKind.OTHER, widget=forms.RadioSelect
    )
    difficulty = forms.CharField(
        label=_("困难情况"),
        required=False,
        max_length=LONGEST_DIFFICULTY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("加密保存，只有联系人和科室负责人写明理由后能看。"),
    )
    phone = forms.CharField(
        label=_("电话"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("加密保存，名单上只显示头尾；谁看过全号都有记录。"),
    )
    contact = ContactField(label=_("联系人"), queryset=Person.objects.none(), required=False, empty_label=_("以后再定"))
    office = forms.ChoiceField(label=_("登记在哪个单位"))

    def __init__(self, data: Any, places: Places, offices: list[Unit], contacts: Any) -> None:
        """`contacts` None: an officer registers those they keep contact with."""
        super().__init__(data)
        self.places, self.offices = places, {str(unit.id): unit for unit in offices}
        if contacts is None:
            del self.fields["contact"]
        else:
            self._field("contact", forms.ModelChoiceField).queryset = contacts
        if len(offices) == 1:
            del self.fields["office"]
        else:
            choices = [(key, str(unit)) for key, unit in self.offices.items()]
            self._field("office", forms.ChoiceField).choices = choices

    def _field(self, name: str, kind: Any) -> Any:
        field = self.fields[name]
        assert isinstance(field, kind)
        return field

    @property
    def has_contact(self) -> bool:
        return "contact" in self.fields

    @property
    def has_offices(self) -> bool:
        return "office" in self.fields

    def clean_village(self) -> Unit:
        typed = self.cleaned_data["village"].strip()
        if found := self.places.find(typed):
            return found
        near = gettext("、").join(self.places.near(typed))
        raise forms.ValidationError(
            _("没有“%(typed)s”这个地方，是不是：%(near)s？") if near else _("没有“%(typed)s”这个地方，请从列表里选。"),
            params={"typed": typed, "near": near},
        )

    @property
    def desk(self) -> Unit:
        chosen = self.cleaned_data.get("office")
        return self.offices[chosen] if chosen else next(iter(self.offices.values()))


class MemberRevealForm(ActionForm):
    reason = forms.CharField(
        label=_("为什么要看"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": _("例如：上门前打电话"), "autocomplete": "off"}),
        help_text=_("理由会留在经过里，不写姓名。"),
    )


class AssignForm(ActionForm):
    contact = ContactField(label=_("联系人"), queryset=Person.objects.none(), empty_label=_("选一位"))

    def __init__(self, data: Any, contacts: Any, *, now: Person | None) -> None:
        super().__init__(data, initial={"contact": now})
        field = self.fields["contact"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = contacts


class EndForm(ActionForm):
    left_on = forms.DateField(
        label=_("从哪天起"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
        help_text=_("困难解除、迁走、去世，或本人不愿再登记。"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"left_on": today()})


def today() -> date:
    return timezone.localdate(clock.now())
