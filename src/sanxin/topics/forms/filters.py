"""The filters above the lists: the URL is the view."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.people.models import Person
from sanxin.topics.models import Candidate, CandidateStage, FieldOfConcern, Kind, ScoreSheet, Topic, TopicStage
from sanxin.topics.queries.lists import worded


class Filters(forms.Form):
    def said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def is_set(self) -> bool:
        return any(self.said(name) for name in self.fields)

    def _offer(self, name: str, first: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", first), *choices]


class TopicFilters(Filters):
    q = forms.CharField(label=gettext_lazy("找课题"), required=False, max_length=60)
    year = forms.ChoiceField(label=gettext_lazy("年份"), required=False)
    stage = forms.ChoiceField(
        label=gettext_lazy("状态"), required=False, choices=[("", gettext_lazy("全部状态")), *TopicStage.choices]
    )
    field = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("类型"), required=False, choices=[("", gettext_lazy("全部类型")), *Kind.choices]
    )
    lead = forms.ChoiceField(label=gettext_lazy("牵头人"), required=False)

    def __init__(self, data: Any, *, years: list[int], fields: list[FieldOfConcern], leads: list[Person]) -> None:
        super().__init__(data)
        self.fields["q"].widget.attrs.update({"placeholder": _("编号、题目里的词"), "class": "sx-input-s"})
        self._offer("year", _("全部年份"), [(str(year), str(year)) for year in years])
        self._offer("field", _("全部领域"), [(str(one.id), one.name) for one in fields])
        self._offer("lead", _("全部牵头人"), [(str(one.id), one.name) for one in leads])

    def narrow(self, rows: QuerySet[Topic]) -> QuerySet[Topic]:
        for name, column in (
            ("year", "year"),
            ("stage", "stage"),
            ("kind", "kind"),
            ("field", "field"),
            ("lead", "lead"),
        ):
            if value := self.said(name):
                rows = rows.filter(**{column: value})
        words = self.said("q") or ""
        last = words.strip().rpartition("-")[2]
        if last.isdecimal() and len(last) < 5:
            return rows.filter(number=int(last))
        return rows.filter(worded(words, "question", "expected", "audience")) if words else rows


class CandidateFilters(Filters):
    q = forms.CharField(label=gettext_lazy("找候选"), required=False, max_length=60)
    stage = forms.ChoiceField(label=gettext_lazy("状态"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    to_score = forms.BooleanField(label=gettext_lazy("等我打分的"), required=False)

    def __init__(self, data: Any, *, fields: list[FieldOfConcern]) -> None:
        super().__init__(data)
        self.fields["q"].widget.attrs.update({"placeholder": _("题目、理由里的词"), "class": "sx-input-s"})
        self._offer("stage", _("待定的"), [*((one.value, one.label) for one in CandidateStage), ("all", _("全部"))])
        self._offer("field", _("全部领域"), [(str(one.id), one.name) for one in fields])

    def narrow(self, rows: QuerySet[Candidate], person: Person) -> QuerySet[Candidate]:
        stage = self.said("stage") or CandidateStage.OPEN
        if stage != "all":
            rows = rows.filter(stage=stage)
        if field := self.said("field"):
            rows = rows.filter(field=field)
        if self.said("to_score"):
            given = ScoreSheet.objects.filter(candidate=OuterRef("pk"), by=person)
            rows = rows.filter(~Exists(given), round__scorer_rows__person=person, round__closing=None)
        words = self.said("q")
        return rows.filter(worded(words, "title", "reason")) if words else rows
