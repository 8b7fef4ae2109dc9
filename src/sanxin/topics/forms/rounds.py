"""A selection round: year, how many, criteria with weights, who scores."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.people.models import Person
from sanxin.topics.actions.rounds import Weighing
from sanxin.topics.forms.base import VerbForm, day_field
from sanxin.topics.models import Round
from sanxin.topics.rules.rounds import ABOUT, MOST_CRITERIA, USUAL


class CriterionForm(forms.Form):
    """One line; without a name it is none."""

    name = forms.CharField(label=gettext_lazy("标准"), required=False, max_length=40)
    weight = forms.IntegerField(
        label=gettext_lazy("分量"),
        required=False,
        min_value=1,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("name") and not said.get("weight") and "weight" not in self.errors:
            self.add_error("weight", _("写占多少。"))
        if said.get("weight") and not said.get("name"):
            self.add_error("name", _("写是什么标准。"))
        return said


Criteria = forms.formset_factory(CriterionForm, extra=0, max_num=MOST_CRITERIA)


class RoundForm(VerbForm):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    year = forms.IntegerField(label=gettext_lazy("哪一年"), widget=forms.NumberInput(attrs={"class": "sx-input-xs"}))
    most = forms.IntegerField(
        label=gettext_lazy("大约选几个"),
        initial=ABOUT,
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
        help_text=gettext_lazy("多选一个要写理由。"),
    )
    scores_due_on = day_field(gettext_lazy("什么时候打完分"), required=False)
    scorers = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=gettext_lazy("请谁打分"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("各打各的，没打之前看不到别人的分。"),
    )


class RoundForms:
    """The sheet with its table of criteria, read and written as one."""

    def __init__(
        self, data: Any, *, people: Any, year: int, round_: Round | None = None, last: Round | None = None
    ) -> None:
        """`round_` is changed; a new one begins as the `last` was arranged."""
        self.sheet = RoundForm(data, initial=_sheet_of(round_) if round_ else _new_sheet(last, year))
        self.sheet.among("scorers", people)
        if round_ is not None:
            del self.sheet.fields["year"]
        self.criteria = Criteria(data, prefix="criteria", initial=_criteria_of(round_ or last))

    def is_valid(self) -> bool:
        return all([self.sheet.is_valid(), self.criteria.is_valid()])

    @property
    def year(self) -> int:
        return int(self.sheet.cleaned_data["year"])

    def weighing(self) -> Weighing:
        said = self.sheet.cleaned_data
        rows = [form.cleaned_data for form in self.criteria]
        return Weighing(
            most=said["most"],
            criteria=tuple((row["name"].strip(), row["weight"]) for row in rows if row.get("name")),
            scorers=tuple(said["scorers"]),
            scores_due_on=said["scores_due_on"],
        )


def _new_sheet(last: Round | None, year: int) -> dict[str, Any]:
    if last is None:
        return {"year": year, "most": ABOUT}
    scorers = list(last.scorer_rows.values_list("person_id", flat=True))
    return {"year": max(year, last.year + 1), "most": last.most, "scorers": scorers}


def _sheet_of(round_: Round) -> dict[str, Any]:
    scorers = list(round_.scorer_rows.values_list("person_id", flat=True))
    return {"seen": round_.version, "most": round_.most, "scores_due_on": round_.scores_due_on, "scorers": scorers}


def _criteria_of(round_: Round | None) -> list[dict[str, Any]]:
    rows = list(round_.criteria.values_list("name", "weight")) if round_ else list(USUAL)
    written: list[dict[str, Any]] = [{"name": name, "weight": weight} for name, weight in rows]
    spare = min(MOST_CRITERIA - len(written), 2)
    return written + [{} for _line in range(spare)]
