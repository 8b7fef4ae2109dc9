"""The forms of plans and handovers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.fieldwork.actions.caseload_plans import Settings
from sanxin.fieldwork.models import CaseloadPlan, HandoverCause, Skill
from sanxin.fieldwork.rules.caseload import DEAREST, LONGEST_NOTE, LONGEST_REASON, MOST_EACH
from sanxin.fieldwork.rules.skills import LONGEST
from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person, Unit
from sanxin.service.models import NeedKind
from sanxin.service.queries.places import Places

SMALL = {"class": "sx-input-s"}


class VerbForm(forms.Form):
    """Takes an action's refusal back onto the field it is about."""

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Names with the number beside them: two of one name are told apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.staff_number}）"


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.staff_number}）"


class VillagesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent} {obj}" if obj.parent is not None and not obj.parent.is_division else str(obj)


def whole(label: Any, usual: int, *, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    box = forms.NumberInput(attrs=SMALL)
    return forms.IntegerField(
        label=label, initial=usual, min_value=0, max_value=MOST_EACH, widget=box, required=required, help_text=help_text
    )


def kilometres(label: Any, usual: float | None, help_text: Any) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        initial=usual,
        min_value=0,
        max_value=DEAREST,
        widget=forms.NumberInput(attrs=SMALL | {"step": "0.5"}),
        required=usual is not None,
        help_text=help_text,
    )


class PlanForm(VerbForm):
    """Who takes part, which villages, the bounds, and every price."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    year = forms.IntegerField(label=gettext_lazy("哪一年"), widget=forms.NumberInput(attrs=SMALL))
    people = PeopleField(
        Person.objects.none(),
        label=gettext_lazy("哪些干部参加"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    villages = VillagesField(
        Unit.objects.none(),
        label=gettext_lazy("哪些村要有人联系"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("困难党员按名单全部参加，不用选。"),
    )
    min_villages = whole(gettext_lazy("每人最少几个村"), 1)
    max_villages = whole(gettext_lazy("每人最多几个村"), 2)
    min_members = whole(gettext_lazy("每人最少几位党员"), 4)
    max_members = whole(gettext_lazy("每人最多几位党员"), 6)
    change_km = kilometres(
        gettext_lazy("换一个联系人，值多少公里"), 30.0, gettext_lazy("越大越不换人；0 就只看远近。通常 30。")
    )
    own_village_km = kilometres(
        gettext_lazy("党员住在自己联系的村，值多少公里"), 8.0, gettext_lazy("一趟能看两家。通常 8。")
    )
    balance_km = kilometres(
        gettext_lazy("超过下限以后，每多一个多算多少公里"), 0.5, gettext_lazy("让大家数目相近。通常 0.5。")
    )
    hard_km = kilometres(
        gettext_lazy("同一个人每多一位特别困难的，多算多少公里"), 6.0, gettext_lazy("难的分开担。通常 6。")
    )
    most_km = kilometres(gettext_lazy("最远多少公里"), None, gettext_lazy("直线距离；空着就不限。"))

    def __init__(self, data: Any, *, people: Any, villages: Any, plan: CaseloadPlan | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self._among("people", people)
        self._among("villages", villages)
        if plan is not None:
            del self.fields["year"]

    def _among(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = rows

    @property
    def settings(self) -> Settings:
        return Settings(**{name: self.cleaned_data[name] for name in Settings.__dataclass_fields__})


class SkillsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def __init__(self, label: Any, help_text: Any = "", rows: Any = None) -> None:
        rows = Skill.objects.none() if rows is None else rows
        super().__init__(rows, label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text)


class OfficerForm(VerbForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.CharField(
        label=gettext_lazy("从哪里出发"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=gettext_lazy("乡镇或村；空着按单位的位置算。"),
    )
    home = forms.CharField(
        label=gettext_lazy("老家是哪个村"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=gettext_lazy("不会安排联系老家的村和那里的党员。"),
    )
    skills = SkillsField(gettext_lazy("会什么"), gettext_lazy("要专长的村和困难党员，只给会的人。"))
    max_villages = whole(gettext_lazy("最多几个村"), 0, required=False, help_text=gettext_lazy("空着按安排的规定。"))
    max_members = whole(gettext_lazy("最多几位党员"), 0, required=False, help_text=gettext_lazy("空着按安排的规定。"))

    def __init__(self, data: Any, places: Places, skills: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.places = places
        field = self.fields["skills"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = skills
        if not skills:
            del self.fields["skills"]

    def clean_base(self) -> Unit | None:
        return self._place("base")

    def clean_home(self) -> Unit | None:
        return self._place("home")

    def _place(self, name: str) -> Unit | None:
        typed = self.cleaned_data[name].strip()
        if not typed or (found := self.places.find(typed)):
            return found if typed else None
        near = _("、").join(self.places.near(typed))
        raise forms.ValidationError(
            _("没有“%(typed)s”这个地方，是不是：%(near)s？") if near else _("没有“%(typed)s”这个地方，请从列表里选。"),
            params={"typed": typed, "near": near},
        )


def reason_field(label: Any, help_text: Any = "") -> forms.CharField:
    box = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=LONGEST_REASON, widget=box, help_text=help_text)


class ChangeForm(VerbForm):
    """Give it to somebody else, swap it, hold on to it, or keep somebody from it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    person = forms.UUIDField(required=False)
    other = forms.UUIDField(required=False)
    reason = reason_field(gettext_lazy("为什么"), gettext_lazy("会留在经过里，请不写党员的姓名。"))


class KindsForm(VerbForm):
    """Which kinds of need call for a skill."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("哪些困难类型要会这一样的人联系"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("不选，就只用在村上。"),
    )

    def __init__(self, data: Any, kinds: Sequence[NeedKind], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.offered = {str(kind.pk): kind for kind in kinds}
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(pk, str(kind)) for pk, kind in self.offered.items()]

    def clean_kinds(self) -> list[NeedKind]:
        return [self.offered[pk] for pk in self.cleaned_data["kinds"]]


class SkillForm(KindsForm):
    name = forms.CharField(
        label=gettext_lazy("专长"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "sx-input-m"}),
        help_text=gettext_lazy("例如：医保政策、法律、本地话、水利。"),
    )
    field_order = ("name", "kinds")


class VillageNeedsForm(VerbForm):
    """What whoever keeps contact with a village must have."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    skills = SkillsField(gettext_lazy("联系人要会什么"))

    def __init__(self, data: Any, skills: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["skills"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = skills


class SeenForm(VerbForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        validators=PLAUSIBLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
    )


class ApproveForm(VerbForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    in_force_on = day_field(
        gettext_lazy("从哪天起生效"), help_text=gettext_lazy("那天起联系人自动换过来，在那以前一切照旧。")
    )


class HandoverForm(VerbForm):
    """What, to whom, from when till when, and what the other one has to know."""

    targets = forms.MultipleChoiceField(
        label=gettext_lazy("交哪些"), required=False, widget=forms.CheckboxSelectMultiple
    )
    receiver = PersonField(Person.objects.none(), label=gettext_lazy("交给谁"), empty_label=gettext_lazy("选一位"))
    cause = forms.ChoiceField(label=gettext_lazy("为什么"), choices=HandoverCause.choices, widget=forms.RadioSelect)
    for_good = forms.ChoiceField(
        label=gettext_lazy("交多久"),
        choices=[("", gettext_lazy("代管一阵，回来还归本人")), ("yes", gettext_lazy("长期，以后就归接的人"))],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    since = day_field(gettext_lazy("从哪天起"))
    until = day_field(
        gettext_lazy("代管到哪天"),
        required=False,
        help_text=gettext_lazy("含这一天；还说不准就空着，回来时点“回来了”。"),
    )
    note = forms.CharField(
        label=gettext_lazy("交代几句"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("哪家要紧、答应过什么。加密保存，只有双方和科室负责人看得到。"),
    )

    def __init__(self, data: Any, *, people: Any, targets: list[tuple[str, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        receiver, chosen = self.fields["receiver"], self.fields["targets"]
        assert isinstance(receiver, forms.ModelChoiceField)
        assert isinstance(chosen, forms.MultipleChoiceField)
        receiver.queryset, chosen.choices = people, targets

    def clean_for_good(self) -> bool:
        return bool(self.cleaned_data["for_good"] == "yes")

    def clean_cause(self) -> HandoverCause:
        return HandoverCause(self.cleaned_data["cause"])


class RefuseForm(VerbForm):
    words = reason_field(gettext_lazy("为什么接不了"), gettext_lazy("对方和科室负责人会看到。"))
