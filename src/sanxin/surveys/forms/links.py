"""Where an edition is asked, from when to when, and how many answers are hoped for."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.words import listed
from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Person
from sanxin.service.queries.places import Places
from sanxin.surveys.actions.links import Where
from sanxin.surveys.models import Meeting

PLAUSIBLE = (MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC)), MaxValueValidator(datetime(2199, 12, 31, tzinfo=UTC)))


class TimesForm(forms.Form):
    """What may still be changed later."""

    opens_at = forms.DateTimeField(label=gettext_lazy("从什么时候收"), validators=PLAUSIBLE)
    closes_at = forms.DateTimeField(
        label=gettext_lazy("收到什么时候"),
        required=False,
        validators=PLAUSIBLE,
        help_text=gettext_lazy("空着就一直收，直到有人停收。"),
    )
    target = forms.IntegerField(
        label=gettext_lazy("打算收多少份"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("每个码各收这么多；没有打算就空着。"),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opens_at", "closes_at"):
            self.fields[name].widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    refuse = put_on


class NewLinksForm(TimesForm):
    """One link, or one for each of several villages."""

    places = forms.CharField(
        label=gettext_lazy("发给哪些村"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        help_text=gettext_lazy("一行写一个村，如“洪岩镇 竹坑村”；写几行就发几个码。"),
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=gettext_lazy("或者用在哪场会上"), required=False, empty_label="—"
    )
    group_words = forms.CharField(
        label=gettext_lazy("请哪些人答"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("比如“返乡青年”“到场的党员”，印在码下面；可以不写。"),
    )
    field_order = ["places", "meeting", "group_words", "opens_at", "closes_at", "target"]

    def __init__(self, data: Any, *, person: Person, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.known = Places(tuple(person.sight.counties))
        choice = self.fields["meeting"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Meeting.objects.visible_to(person)

    def clean_places(self) -> list[Any]:
        """Each line a village we know, each village once."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["places"].splitlines())):
            place = self.known.find(line)
            if place is None:
                near = listed(self.known.near(line))
                hint = _("是不是 {near}？").format(near=near) if near else _("请写全名，如“洪岩镇 竹坑村”。")
                raise forms.ValidationError(_("没有找到“{line}”。").format(line=line[:30]) + hint)
            if place not in found:
                found.append(place)
        return found

    @property
    def wheres(self) -> list[Where]:
        said = self.cleaned_data
        rest = {"meeting": said["meeting"], "group_words": said["group_words"]}
        if not said["places"]:
            return [Where(**rest)]
        return [Where(place=place, **rest) for place in said["places"]]
