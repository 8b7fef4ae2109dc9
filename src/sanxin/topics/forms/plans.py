"""The plan of a topic: what, who, how, where, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.people.models import Person, Unit
from sanxin.service.queries.places import Places
from sanxin.topics.actions.plans import Plan
from sanxin.topics.forms.base import VerbForm, day_field, seen_field, words_field
from sanxin.topics.forms.places import read_place
from sanxin.topics.models import Kind, Method, Topic
from sanxin.topics.rules.topics import MOST_PEOPLE

SPARE, LEAST, MOST = 3, 6, 40
"""Empty lines offered after those written, and how many lines there are."""


class PlaceForm(forms.Form):
    """A village and how many people to ask there; an empty line is none."""

    place = forms.CharField(
        label=gettext_lazy("村或镇"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    people = forms.IntegerField(
        label=gettext_lazy("人数"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
    )

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def clean_place(self) -> Unit | None:
        return read_place(self.places, self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("place") and not said.get("people") and "people" not in self.errors:
            self.add_error("people", _("写问几个人。"))
        if said.get("people") and not said.get("place") and "place" not in self.errors:
            self.add_error("place", _("写哪个村。"))
        return said


SamplePlaces = forms.formset_factory(PlaceForm, extra=0, max_num=MOST)


class PlanForm(VerbForm):
    seen = seen_field()
    question = forms.CharField(label=gettext_lazy("研究什么"), max_length=120)
    kind = forms.ChoiceField(
        label=gettext_lazy("类型"), required=False, choices=[("", gettext_lazy("选一个")), *Kind.choices]
    )
    lead = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("谁牵头"), empty_label=None)
    team = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=gettext_lazy("课题组"), required=False, widget=forms.CheckboxSelectMultiple
    )
    methods = forms.MultipleChoiceField(
        label=gettext_lazy("用什么方式"), required=False, choices=Method.choices, widget=forms.CheckboxSelectMultiple
    )
    audience = forms.CharField(
        label=gettext_lazy("问哪些人"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("例如：村干部、在家老人、返乡务工的。"),
    )
    starts_on = day_field(gettext_lazy("哪天开始"), required=False)
    ends_on = day_field(gettext_lazy("哪天结束"), required=False)
    expected = words_field(
        gettext_lazy("预期成果"), required=False, help_text=gettext_lazy("报告、方案、办法，给谁用。")
    )


class PlanForms:
    """The sheet with the sample plan, read and written as one."""

    def __init__(self, data: Any, *, topic: Topic, people: Any, places: Places) -> None:
        self.places = places
        self.sheet = PlanForm(data, initial=_sheet_of(topic))
        self.sheet.among("lead", people)
        self.sheet.among("team", people)
        self.rows = SamplePlaces(data, prefix="places", initial=_rows_of(topic, places), form_kwargs={"places": places})

    def is_valid(self) -> bool:
        return all([self.sheet.is_valid(), self.rows.is_valid()])

    def plan(self) -> Plan:
        said = {key: value for key, value in self.sheet.cleaned_data.items() if key != "seen"}
        rows = [form.cleaned_data for form in self.rows]
        places = tuple((row["place"], row["people"]) for row in rows if row.get("place"))
        return Plan(**said | {"team": tuple(said["team"]), "methods": tuple(said["methods"]), "places": places})


def _sheet_of(topic: Topic) -> dict[str, Any]:
    names = ("question", "kind", "methods", "audience", "starts_on", "ends_on", "expected")
    own = {name: getattr(topic, name) for name in names}
    return own | {"seen": topic.version, "lead": topic.lead_id, "team": list(topic.team.values_list("pk", flat=True))}


def _rows_of(topic: Topic, places: Places) -> list[dict[str, Any]]:
    labels = {unit.id: label for label, unit in places.by_label.items()}
    written = [
        {"place": labels.get(row.place_id, str(row.place)), "people": row.people}
        for row in topic.place_rows.select_related("place")
    ]
    wanted = min(max(len(written) + SPARE, LEAST), MOST)
    return written + [{} for _line in range(wanted - len(written))]
