"""The forms about help for a member, about consent, and about kinds of need."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.people.queries.pickers import departments_of
from sanxin.service.models import Consent, ConsentWay, HelpKind, HelpPromise, Member, Purpose
from sanxin.service.queries.helps import promises_of
from sanxin.service.queries.members import contacts_at
from sanxin.service.rules.helping import LONGEST_WORDS
from sanxin.service.rules.needs import LONGEST
from sanxin.service.views.member_forms import WAYS, ContactField, day_field
from sanxin.service.views.voice_forms import ActionForm


def _kind_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=HelpKind.choices, widget=forms.RadioSelect)


def _words_field(label: Any, help_text: Any, *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=LONGEST_WORDS, widget=area, help_text=help_text)


class PromiseField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_kind_display()} {obj.due_on:%Y-%m-%d}"


class HelpForm(ActionForm):
    kind = _kind_field(_("帮了什么"))
    on = day_field(_("哪天"))
    amount = forms.DecimalField(
        label=_("金额（元）"),
        required=False,
        max_digits=9,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "sx-input-s", "inputmode": "decimal", "step": "0.01", "min": "0"}),
        help_text=_("给的钱，或者物品值多少；说不清就空着。"),
    )
    giver = ContactField(label=_("谁去帮的"), queryset=Person.objects.none(), empty_label=None)
    unit = forms.ModelChoiceField(
        label=_("哪个单位出的"), queryset=Unit.objects.none(), required=False, empty_label=_("本单位")
    )
    promise = PromiseField(
        label=_("是答应过的哪一件"),
        queryset=HelpPromise.objects.none(),
        required=False,
        empty_label=_("不是答应过的"),
    )
    words = _words_field(_("说明"), _("加密保存，只有联系人和科室负责人写明理由后能看。"))
    evidence = forms.FileField(
        label=_("凭据"), required=False, help_text=_("收条、照片都行，可以没有；写明理由后才能打开。")
    )

    def __init__(self, data: Any, files: Any, member: Member, person: Person, promise: HelpPromise | None) -> None:
        """`promise`: the one somebody came from; its kind and words of today are put there already."""
        initial: dict[str, Any] = {"on": today(), "giver": person, "promise": promise}
        if promise is not None:
            initial["kind"] = promise.kind
        super().__init__(data, files, initial=initial)
        self._among("giver", contacts_at(member.office_id))
        self._among("unit", departments_of(member.county_id).exclude(pk=member.office_id))
        self._among("promise", promises_of(member))
        if not promises_of(member).exists():
            del self.fields["promise"]

    def _among(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class PromiseForm(ActionForm):
    kind = _kind_field(_("答应帮什么"))
    due_on = day_field(_("哪天以前"), help_text=_("到时候在“今日”里提醒联系人。"))
    words = _words_field(_("怎么答应的"), _("加密保存，只有联系人和科室负责人写明理由后能看。"))


class ReasonForm(ActionForm):
    reason = _words_field(_("为什么"), _("加密保存，和说明一起抹去。"), required=True)


class ConsentForm(ActionForm):
    purpose = forms.ChoiceField(label=_("同意什么"), choices=Purpose.choices, widget=forms.RadioSelect)
    consent_way = forms.ChoiceField(
        label=_("怎么同意的"), choices=WAYS, initial=ConsentWay.SPOKEN, widget=forms.RadioSelect
    )
    consent_on = day_field(_("哪天同意的"))
    contact = ContactField(label=_("对谁说的"), queryset=Person.objects.none(), empty_label=None)

    def __init__(self, data: Any, member: Member, person: Person) -> None:
        super().__init__(data, initial={"purpose": Purpose.SHARE, "consent_on": today(), "contact": person})
        field = self.fields["contact"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = contacts_at(member.office_id)


class WithdrawForm(ActionForm):
    on = day_field(_("哪天收回的"))
    consent_way = forms.ChoiceField(
        label=_("怎么提出的"), choices=WAYS, initial=ConsentWay.SPOKEN, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, consent: Consent) -> None:
        super().__init__(data, initial={"on": today()})
        self.consent = consent


class KindForm(ActionForm):
    name = forms.CharField(
        label=_("再加一个类型"), max_length=LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


def today() -> Any:
    return timezone.localdate(clock.now())
