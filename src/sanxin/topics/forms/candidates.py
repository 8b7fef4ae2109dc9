"""Proposing a candidate, talking about it, deciding it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.people.models import Person, Unit
from sanxin.research.models import Problem
from sanxin.topics.forms.base import VerbForm, seen_field, words_field
from sanxin.topics.models import Candidate, FieldOfConcern
from sanxin.topics.queries.fields import fields_of


class CandidateForm(VerbForm):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    """Ids of the earlier topics the page has shown; new ones are shown before anything is saved."""
    title = forms.CharField(
        label=gettext_lazy("想研究什么"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("一句问话，例如：班车停了，偏远村老人出行怎么办？"),
    )
    field = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    reason = words_field(
        gettext_lazy("为什么要研究"),
        rows=4,
        required=False,
        help_text=gettext_lazy("急不急、牵涉多少人、本级能不能解决。"),
    )
    problems = forms.ModelMultipleChoiceField(
        Problem.objects.none(),
        label=gettext_lazy("群众反映的哪些问题"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, *, office: Unit, offered: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.concerns = {str(one.id): one for one in fields_of(office)}
        self.offer("field", [("", _("以后再定")), *((key, one.name) for key, one in self.concerns.items())])
        self.among("problems", offered)

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        return {
            "title": said["title"],
            "reason": said["reason"],
            "field": self.concerns.get(said["field"]),
            "problems": list(said["problems"]),
        }

    @property
    def already_shown(self) -> set[str]:
        return set(self.cleaned_data.get("shown", "").split(","))

    @staticmethod
    def initial_of(candidate: Candidate) -> dict[str, Any]:
        return {
            "seen": candidate.version,
            "title": candidate.title,
            "field": str(candidate.field_id or ""),
            "reason": candidate.reason,
            "problems": list(candidate.problem_rows.values_list("problem_id", flat=True)),
        }


class RemarkForm(VerbForm):
    text = forms.CharField(label=gettext_lazy("说一句"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class DeclineForm(VerbForm):
    seen = seen_field()
    reason = words_field(gettext_lazy("为什么没选上"), required=False)


class ChooseForm(VerbForm):
    seen = seen_field()
    field = forms.ChoiceField(label=gettext_lazy("领域"))
    lead = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("谁牵头"), empty_label=gettext_lazy("选一位")
    )
    reason = words_field(
        gettext_lazy("为什么多选一个"), rows=2, required=False, help_text=gettext_lazy("没超过定的数不用写。")
    )

    def __init__(self, data: Any, *, candidate: Candidate, people: Any, over: bool) -> None:
        field = str(candidate.field_id or "")
        super().__init__(data, initial={"seen": candidate.version, "field": field})
        self.concerns: dict[str, FieldOfConcern] = {str(one.id): one for one in fields_of(candidate.office)}
        if candidate.field and field not in self.concerns:
            self.concerns[field] = candidate.field
        self.offer("field", [("", _("选一个")), *((key, one.name) for key, one in self.concerns.items())])
        self.among("lead", people)
        if not over:
            del self.fields["reason"]


class ScoreForm(VerbForm):
    """A line of radio buttons for each criterion."""

    def __init__(self, data: Any, *, criteria: Any, given: dict[str, int]) -> None:
        super().__init__(data)
        self.criteria = list(criteria)
        words = [(5, _("5 很符合")), (4, "4"), (3, _("3 一般")), (2, "2"), (1, _("1 不符合"))]
        for one in self.criteria:
            self.fields[f"c_{one.id}"] = forms.TypedChoiceField(
                label=_("{name}（占 {weight}）").format(name=one.name, weight=one.weight),
                choices=words,
                coerce=int,
                empty_value=None,
                required=False,
                initial=given.get(str(one.id)),
                widget=forms.RadioSelect,
            )

    @property
    def points(self) -> dict[str, int]:
        said = {str(one.id): self.cleaned_data.get(f"c_{one.id}") for one in self.criteria}
        return {key: value for key, value in said.items() if value is not None}


def ids_of(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
