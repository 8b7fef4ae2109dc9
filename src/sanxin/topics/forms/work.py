"""What is noted while a topic runs: milestones, visits, links, the end."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.people.models import Person, Unit
from sanxin.research.models import Problem, Proposal
from sanxin.service.queries.places import Places
from sanxin.surveys.models import Questionnaire
from sanxin.topics.forms.base import VerbForm, day_field, seen_field, words_field
from sanxin.topics.forms.places import read_place
from sanxin.topics.models import Manner


class MilestoneForm(VerbForm):
    seen = seen_field()
    title = forms.CharField(label=gettext_lazy("做成什么"), max_length=120, required=False)
    owner = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("谁来做"), empty_label=None)
    due_on = day_field(gettext_lazy("哪天前"))


class DoneForm(VerbForm):
    note = words_field(gettext_lazy("做成了什么"), required=False)


class EndForm(VerbForm):
    seen = seen_field()
    words = words_field(gettext_lazy("一句话"), rows=4, required=False)


class VisitForm(VerbForm):
    place = forms.CharField(
        label=gettext_lazy("去哪个村"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=gettext_lazy("打一两个字就能选。"),
    )
    on = day_field(gettext_lazy("哪天去"))
    manner = forms.ChoiceField(
        label=gettext_lazy("怎么去"), choices=Manner.choices, initial=Manner.UNANNOUNCED, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, places: Places, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.places = places

    def clean_place(self) -> Unit:
        found = read_place(self.places, self.cleaned_data["place"])
        if found is None:
            raise forms.ValidationError(_("写哪个村。"))
        return found


class OutcomeForm(VerbForm):
    made = forms.ChoiceField(
        label=gettext_lazy("去了没有"),
        choices=[("yes", gettext_lazy("去了")), ("no", gettext_lazy("没去成"))],
        initial="yes",
        widget=forms.RadioSelect,
    )
    note = words_field(
        gettext_lazy("看到听到什么"), required=False, help_text=gettext_lazy("没去成写为什么；听到的话记到“声音”里。")
    )


class CoverForm(VerbForm):
    problem = forms.ModelChoiceField(
        Problem.objects.none(), label=gettext_lazy("问题"), empty_label=gettext_lazy("选一个")
    )

    def __init__(self, data: Any, rows: Any) -> None:
        super().__init__(data)
        self.among("problem", rows)


class LeadToForm(VerbForm):
    proposal = forms.ModelChoiceField(
        Proposal.objects.none(), label=gettext_lazy("方案"), empty_label=gettext_lazy("选一个")
    )

    def __init__(self, data: Any, rows: Any) -> None:
        super().__init__(data)
        self.among("proposal", rows)


class AskByForm(VerbForm):
    questionnaire = forms.ModelChoiceField(
        Questionnaire.objects.none(), label=gettext_lazy("问卷"), empty_label=gettext_lazy("选一个")
    )

    def __init__(self, data: Any, rows: Any) -> None:
        super().__init__(data)
        self.among("questionnaire", rows)
