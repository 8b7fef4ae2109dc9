"""Noting a meeting or an interview."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.words import listed
from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Unit
from sanxin.service.queries.places import Places
from sanxin.surveys.actions.meetings import Noted
from sanxin.surveys.models import Group, Meeting, MeetingKind


class MeetingForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("座谈还是访谈"),
        choices=MeetingKind.choices,
        initial=MeetingKind.TALK,
        widget=forms.RadioSelect,
    )
    topic = forms.CharField(
        label=gettext_lazy("谈什么"), max_length=120, widget=forms.TextInput(attrs={"autofocus": True})
    )
    place = forms.CharField(
        label=gettext_lazy("哪个村"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=gettext_lazy("打一两个字就能选；不在村里开的可以空着。"),
    )
    place_text = forms.CharField(label=gettext_lazy("具体在哪"), required=False, max_length=120)
    held_on = forms.DateField(
        label=gettext_lazy("哪天"),
        validators=PLAUSIBLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
    )
    present = forms.IntegerField(
        label=gettext_lazy("到场几人"), min_value=0, max_value=10_000, widget=forms.NumberInput
    )
    minutes = forms.CharField(
        label=gettext_lazy("大家说了什么"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("一段一段写，不写名字。只有本单位的干部看得到，存的时候加密。"),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    refuse = put_on

    def __init__(self, data: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.places = places
        for value, label in Group.choices:
            widget = forms.NumberInput()
            self.fields[f"group-{value}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=10_000, widget=widget
            )

    @property
    def groups(self) -> list[forms.BoundField]:
        """How many of each group came; somebody may be counted in several."""
        return [self[name] for name in self.fields if name.startswith("group-")]

    def clean_place(self) -> Unit | None:
        typed = self.cleaned_data["place"].strip()
        if not typed:
            return None
        found = self.places.find(typed)
        if found is None:
            near = listed(self.places.near(typed))
            raise forms.ValidationError(
                _("没有找到这个村，是不是 {near}？").format(near=near)
                if near
                else _("没有找到这个村，请写全名或空着。")
            )
        return found

    @property
    def noted(self) -> Noted:
        said = self.cleaned_data
        names = ("kind", "topic", "place", "place_text", "held_on", "present", "minutes")
        groups = {
            name.removeprefix("group-"): value for name, value in said.items() if name.startswith("group-") and value
        }
        return Noted(groups=groups, **{name: said[name] for name in names})


def initial_of(meeting: Meeting) -> dict[str, Any]:
    groups = {f"group-{name}": count for name, count in meeting.groups.items()}
    town = meeting.place.parent if meeting.place else None
    label = f"{town} {meeting.place}" if town and meeting.place and meeting.place.level == "village" else meeting.place
    return {
        "kind": meeting.kind,
        "topic": meeting.topic,
        "place": str(label or ""),
        "place_text": meeting.place_text,
        "held_on": meeting.held_on,
        "present": meeting.present,
        "minutes": meeting.minutes,
        "seen": meeting.version,
        **groups,
    }
