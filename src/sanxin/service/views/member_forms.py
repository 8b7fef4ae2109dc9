"""The forms about one member in difficulty."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.people.models import Person, Unit
from sanxin.service.models import ConsentWay, Member, NeedKind, Purpose
from sanxin.service.queries.needs import kinds_of
from sanxin.service.queries.places import Places
from sanxin.service.rules.members import LONGEST_ADDRESS, LONGEST_DIFFICULTY, LONGEST_NAME
from sanxin.service.views.voice_forms import ActionForm


class ContactField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Names with the number beside them: two of one name are told apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.staff_number}）"


WAYS = [(way.value, way.label) for way in (ConsentWay.SPOKEN, ConsentWay.SIGNED, ConsentWay.PHONE)]
"""What a form offers; the others say of a row where it came from."""


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        validators=PLAUSIBLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
    )


def difficulty_field() -> forms.CharField:
    return forms.CharField(
        label=_("困难情况"),
        required=False,
        max_length=LONGEST_DIFFICULTY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("加密保存，只有联系人和科室负责人写明理由后能看。"),
    )


def address_field() -> forms.CharField:
    return forms.CharField(
        label=_("住址"),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("村名以外的：哪个屋、几号。加密保存，名单上不显示。"),
    )


def phone_field() -> forms.CharField:
    return forms.CharField(
        label=_("电话"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("加密保存，名单上只显示头尾；谁看过全号都有记录。"),
    )


def needs_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("困难类型"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("可以选几个，选最要紧的。"),
    )


class MemberForm(ActionForm):
    consent = forms.BooleanField(
        label=_("本人同意登记"), required=False, help_text=_("先问本人；没有同意就不登记，也不留姓名。")
    )
    consent_way = forms.ChoiceField(
        label=_("怎么同意的"), choices=WAYS, initial=ConsentWay.SPOKEN, widget=forms.RadioSelect
    )
    consent_on = day_field(_("哪天同意的"))
    share = forms.BooleanField(
        label=_("本人也同意：为了解决困难，把情况告诉有关部门"),
        required=False,
        help_text=_("没问过就不勾，以后问了再补。"),
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
    address = address_field()
    needs = needs_field()
    difficulty = difficulty_field()
    phone = phone_field()
    contact = ContactField(label=_("联系人"), queryset=Person.objects.none(), required=False, empty_label=_("以后再定"))
    office = forms.ChoiceField(label=_("登记在哪个单位"))

    def __init__(self, data: Any, places: Places, offices: list[Unit], contacts: Any) -> None:
        """`contacts` None: an officer registers those they keep contact with."""
        super().__init__(data, initial={"consent_on": today()})
        self.places, self.offices = places, {str(unit.id): unit for unit in offices}
        kinds = {kind.key: str(kind) for unit in offices for kind in kinds_of(unit)}
        self._field("needs", forms.MultipleChoiceField).choices = list(kinds.items())
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

    @property
    def purposes(self) -> tuple[str, ...]:
        return (Purpose.SHARE.value,) if self.cleaned_data["share"] else ()


class MemberRevealForm(ActionForm):
    reason = forms.CharField(
        label=_("为什么要看"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": _("例如：上门前打电话"), "autocomplete": "off"}),
        help_text=_("理由会留在经过里，不写姓名、电话和住址。"),
    )


class AssignForm(ActionForm):
    contact = ContactField(label=_("联系人"), queryset=Person.objects.none(), empty_label=_("选一位"))

    def __init__(self, data: Any, contacts: Any, *, now: Person | None) -> None:
        super().__init__(data, initial={"contact": now})
        field = self.fields["contact"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = contacts


class EndForm(ActionForm):
    left_on = day_field(_("从哪天起"), help_text=_("困难解除、迁走、去世。本人不愿再登记的，在“本人同意”里点“收回”。"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"left_on": today()})


class NextVisitForm(ActionForm):
    on = day_field(_("约好哪天再去"))


class CorrectMemberForm(ActionForm):
    """Shows nothing that is encrypted: whatever stays empty stays as it is."""

    needs = needs_field()
    phone = phone_field()
    address = address_field()
    difficulty = difficulty_field()
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, member: Member) -> None:
        """Kinds out of use are offered where the member has them."""
        now = list(member.needs.all())
        super().__init__(data, initial={"needs": [str(kind.id) for kind in now], "seen": member.version})
        self.kinds = {str(kind.id): kind for kind in [*kinds_of(member.office), *now]}
        field = self.fields["needs"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, str(kind)) for key, kind in self.kinds.items()]

    @property
    def chosen(self) -> list[NeedKind]:
        return [self.kinds[key] for key in self.cleaned_data["needs"]]


def today() -> date:
    return timezone.localdate(clock.now())
