"""The forms about one voice."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Unit
from sanxin.service.models import Kind, Source
from sanxin.service.queries.places import Places
from sanxin.service.speakers import Speaker


class ActionForm(forms.Form):
    """A form that can take an action's refusal back onto the field it is about."""

    def refuse(self, refusal: Refused) -> None:
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, refusal.sentence)


def _short_text(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class VoiceForm(ActionForm):
    """Text first; everything else has an answer already."""

    text = forms.CharField(
        label=_("他说了什么"), widget=_short_text(4, autofocus=True), help_text=_("照原话记，不用写名字。")
    )
    place = forms.CharField(
        label=_("哪个村"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=_("打一两个字就能选；不清楚可以空着。"),
    )
    source = forms.ChoiceField(
        label=_("怎么听到的"), choices=Source.choices, initial=Source.VISIT, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices, initial=Kind.UNSORTED, widget=forms.RadioSelect)
    heard_on = forms.DateField(
        label=_("哪天听到的"),
        validators=PLAUSIBLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
    )
    may_answer = forms.BooleanField(label=_("本人愿意听回话，留一个联系方式"), required=False)
    name = forms.CharField(
        label=_("怎么称呼"), required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("电话"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("加密保存，名单上只显示头尾；谁看过全号都有记录。"),
    )
    office = forms.ChoiceField(label=_("交给哪个单位"))

    def __init__(self, data: Any, places: Places, offices: list[Unit]) -> None:
        super().__init__(data, initial={"heard_on": timezone.localdate(clock.now())})
        self.places, self.offices = places, {str(unit.id): unit for unit in offices}
        if len(offices) == 1:
            del self.fields["office"]
        else:
            self._offices_field().choices = [(key, str(unit)) for key, unit in self.offices.items()]

    @property
    def has_offices(self) -> bool:
        return "office" in self.fields

    @property
    def opens_more(self) -> bool:
        """What is folded away must show where something in it has to be mended or chosen."""
        folded = {"may_answer", "name", "phone", "kind", "heard_on"}
        return self.has_offices or bool(folded & set(self.errors)) or bool(self.data.get("may_answer"))

    def _offices_field(self) -> forms.ChoiceField:
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean_place(self) -> Unit | None:
        typed = self.cleaned_data["place"].strip()
        if not typed:
            return None
        if found := self.places.find(typed):
            return found
        near = gettext("、").join(self.places.near(typed))
        raise forms.ValidationError(
            _("没有“%(typed)s”这个地方，是不是：%(near)s？") if near else _("没有“%(typed)s”这个地方，请从列表里选。"),
            params={"typed": typed, "near": near},
        )

    def clean_heard_on(self) -> date:
        day: date = self.cleaned_data["heard_on"]
        if day > timezone.localdate(clock.now()):
            raise forms.ValidationError(_("这一天还没到，请改成今天或以前。"))
        return day

    @property
    def desk(self) -> Unit:
        """The office the voice is put before."""
        chosen = self.cleaned_data.get("office")
        return self.offices[chosen] if chosen else next(iter(self.offices.values()))

    @property
    def heard_at(self) -> datetime:
        """Today: now. An earlier day: its noon, since nobody asked for the hour."""
        now, day = clock.now(), self.cleaned_data["heard_on"]
        if day == timezone.localdate(now):
            return now
        return timezone.make_aware(datetime.combine(day, time(12)))

    @property
    def speaker(self) -> Speaker:
        said = self.cleaned_data
        return Speaker(said["name"], said["phone"], may_answer=said["may_answer"])


class CorrectionForm(ActionForm):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("标题"), required=False, max_length=200)
    text = forms.CharField(label=_("原话"), widget=_short_text(6))
    reason = forms.CharField(label=_("为什么改"), max_length=200, help_text=_("改之前的文字留底，谁都能看到改过什么。"))


class RevealForm(ActionForm):
    reason = forms.CharField(
        label=_("为什么要看"), max_length=120, widget=forms.TextInput(attrs={"placeholder": _("例如：打电话回话")})
    )
