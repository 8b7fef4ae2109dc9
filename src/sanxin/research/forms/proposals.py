"""Writing a proposal: one sheet, up to four ways of doing it, up to eight things to be opened."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.refusals import Refused
from sanxin.kernel.standing import what_stands
from sanxin.kernel.words import listed
from sanxin.people.models import Level, Person, Unit
from sanxin.people.queries.pickers import offices_of
from sanxin.research.actions.proposals import NewOption, NewPlanned, NewStep, Paper
from sanxin.research.models import Problem, Proposal
from sanxin.research.queries.owners import Owners
from sanxin.research.rules.proposal_templates import Template
from sanxin.research.rules.proposals import LONGEST_DAYS, MOST_OPTIONS, MOST_PLANNED, MOST_STEPS

SPARE = 2
"""Empty rows offered after those written already."""


class OptionForm(forms.Form):
    """One way of doing it. A row without a name is no option."""

    name = forms.CharField(label=gettext_lazy("办法"), required=False, max_length=60)
    cost = forms.CharField(label=gettext_lazy("一年费用"), required=False, max_length=80)
    time = forms.CharField(label=gettext_lazy("多久办成"), required=False, max_length=80)
    solves = forms.IntegerField(label=gettext_lazy("能解决几条"), required=False, min_value=0)
    risk = forms.CharField(label=gettext_lazy("主要风险"), required=False, max_length=120)
    who = forms.CharField(label=gettext_lazy("谁来办"), required=False, max_length=80)
    pros = forms.CharField(label=gettext_lazy("好处"), required=False, max_length=200)
    cons = forms.CharField(label=gettext_lazy("不足"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        others = [name for name in self.fields if name != "name"]
        if not said.get("name") and any(said.get(key) for key in others):
            self.add_error("name", _("给这个办法起个名。"))
        return said


class PlannedForm(forms.Form):
    """One ledger item to be. A row without a title is none."""

    title = forms.CharField(label=gettext_lazy("什么事"), required=False, max_length=120)
    owner = forms.ChoiceField(label=gettext_lazy("谁牵头"), required=False)
    working_days = forms.IntegerField(label=gettext_lazy("工作日"), required=False, min_value=1, max_value=LONGEST_DAYS)
    cooperating = forms.CharField(label=gettext_lazy("协办单位"), required=False, max_length=200)

    def __init__(self, *args: Any, owners: Owners, units: Mapping[str, Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("选一位")), *owners.choices]

    def clean_cooperating(self) -> list[Unit]:
        names = self.cleaned_data["cooperating"].replace(",", "、").replace("，", "、").split("、")
        return [self._unit(name.strip()) for name in names if name.strip()]

    def _unit(self, name: str) -> Unit:
        if name in self.units:
            return self.units[name]
        near = get_close_matches(name, self.units, n=1, cutoff=0.4)
        words = _("没有“{name}”这个单位，是不是“{near}”？") if near else _("没有“{name}”这个单位。")
        raise forms.ValidationError(words.format(name=name, near=near[0] if near else ""))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("title"):
            if not said.get("owner") and "owner" not in self.errors:
                self.add_error("owner", _("选一位牵头人。"))
            if not said.get("working_days") and "working_days" not in self.errors:
                self.add_error("working_days", _("写几个工作日。"))
        elif said.get("owner") or said.get("working_days"):
            self.add_error("title", _("写一句要办什么。"))
        return said


class StepForm(forms.Form):
    """One step on the way to a planned item. A row without words is none."""

    what = forms.CharField(label=gettext_lazy("哪一步"), required=False, max_length=200)
    working_days = forms.IntegerField(
        label=gettext_lazy("几个工作日内"), required=False, min_value=1, max_value=LONGEST_DAYS
    )
    item = forms.IntegerField(label=gettext_lazy("属于第几条"), required=False, min_value=1, max_value=MOST_PLANNED)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("what") and not said.get("working_days") and "working_days" not in self.errors:
            self.add_error("working_days", _("写几个工作日。"))
        if said.get("working_days") and not said.get("what"):
            self.add_error("what", _("写一句是哪一步。"))
        return said


Options = forms.formset_factory(OptionForm, extra=0, max_num=MOST_OPTIONS)
PlannedItems = forms.formset_factory(PlannedForm, extra=0, max_num=MOST_PLANNED)
Steps = forms.formset_factory(StepForm, extra=0, max_num=MOST_STEPS)


class SheetForm(forms.Form):
    """The proposal itself."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("请领导定什么"),
        max_length=120,
        help_text=gettext_lazy("用一句问话，例如：竹坑等 9 村班车停运，要不要补贴复开？"),
    )
    text = forms.CharField(
        label=gettext_lazy("情况和理由"), required=False, widget=forms.Textarea(attrs={"rows": 5}), max_length=5000
    )
    why = forms.CharField(
        label=gettext_lazy("为什么要办"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )
    measure = forms.CharField(
        label=gettext_lazy("怎样算办成"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=gettext_lazy("到什么时候、看哪个数、几成人说解决了。"),
    )
    responsible = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("承办单位"), required=False, empty_label=gettext_lazy("选一个")
    )
    time = forms.CharField(label=gettext_lazy("多久办成"), required=False, max_length=80)
    cost = forms.CharField(label=gettext_lazy("费用"), required=False, max_length=80)
    problems = forms.ModelMultipleChoiceField(
        Problem.objects.none(), label=gettext_lazy("解决哪些问题"), widget=forms.CheckboxSelectMultiple
    )
    recommended = forms.IntegerField(required=False)

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class ProposalForms:
    """The sheet with its two tables, read and written as one."""

    def __init__(
        self,
        data: Any,
        *,
        office: Unit,
        owners: Owners,
        problems: Any,
        proposal: Proposal | None = None,
        template: Template | None = None,
    ) -> None:
        units = {str(unit): unit for unit in offices_of(_county(office)).exclude(level=Level.VILLAGE)}
        self.owners = owners
        self.sheet = SheetForm(data, initial=_sheet_of(proposal, template))
        self._choose(units, problems, proposal)
        self.options = Options(data, prefix="options", initial=_options_of(proposal, template))
        kwargs = {"owners": owners, "units": units}
        self.planned = PlannedItems(data, prefix="planned", initial=_planned_of(proposal, template), form_kwargs=kwargs)
        self.steps = Steps(_steps_data(data), prefix="steps", initial=_steps_of(proposal, template))
        self.units = units

    def _choose(self, units: Mapping[str, Unit], problems: Any, proposal: Proposal | None) -> None:
        responsible, chosen = self.sheet.fields["responsible"], self.sheet.fields["problems"]
        assert isinstance(responsible, forms.ModelChoiceField)
        assert isinstance(chosen, forms.ModelMultipleChoiceField)
        responsible.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units.values()])
        if proposal is None:
            chosen.queryset = problems
        else:
            del self.sheet.fields["problems"]

    def is_valid(self) -> bool:
        return all([self.sheet.is_valid(), self.options.is_valid(), self.planned.is_valid(), self.steps.is_valid()])

    @property
    def pick(self) -> int:
        """Which option is ticked as recommended, from 0; none: -1."""
        value = self.sheet["recommended"].value()
        return int(value) if str(value or "").isdigit() else (0 if value == 0 else -1)

    @property
    def problems(self) -> list[Problem]:
        return list(self.sheet.cleaned_data["problems"])

    def catch_up(self, proposal: Proposal) -> list[dict[str, str]]:
        """Somebody was faster: what stands where this differs; sent again, it holds over what has been read now."""
        self.sheet.data = {**self.sheet.data.dict(), "seen": proposal.version}  # type: ignore[attr-defined]
        tables = (
            (_("几个办法"), self.options, [one.name for one in proposal.options.all()]),
            (_("同意后开哪几条台账"), self.planned, [one.title for one in proposal.planned.all()]),
            (_("一步一步怎么做"), self.steps, [one.what for one in proposal.steps.all()]),
        )
        rows = [{"label": label, "value": listed(names)} for label, typed, names in tables if typed.has_changed()]
        return [*what_stands(self.sheet), *rows]

    def paper(self) -> Paper:
        said = self.sheet.cleaned_data
        return Paper(
            title=said["title"],
            text=said["text"],
            why=said["why"],
            measure=said["measure"],
            responsible=said["responsible"],
            time=said["time"],
            cost=said["cost"],
            options=tuple(self._options(said.get("recommended"))),
            planned=tuple(self._planned()),
            steps=tuple(self._steps()),
        )

    def _options(self, recommended: int | None) -> Sequence[NewOption]:
        rows = enumerate(form.cleaned_data for form in self.options)
        return [
            NewOption(
                **{key: row[key] for key in row if key in NewOption.__dataclass_fields__}, recommended=i == recommended
            )
            for i, row in rows
            if row.get("name")
        ]

    def _steps(self) -> Sequence[NewStep]:
        rows = (form.cleaned_data for form in self.steps)
        return [
            NewStep(what=row["what"], working_days=row["working_days"], item=row.get("item") or 1)
            for row in rows
            if row.get("what")
        ]

    def _planned(self) -> Sequence[NewPlanned]:
        return [
            NewPlanned(
                title=row["title"],
                owner=self.owners.by_id[row["owner"]],
                working_days=row["working_days"],
                cooperating=tuple(row["cooperating"]),
            )
            for row in (form.cleaned_data for form in self.planned)
            if row.get("title")
        ]


def _sheet_of(proposal: Proposal | None, template: Template | None) -> dict[str, Any]:
    if proposal is None:
        begun = {name: getattr(template, name) for name in ("text", "why", "measure")} if template else {}
        return {"recommended": 0} | begun
    picks = [i for i, option in enumerate(proposal.options.all()) if option.recommended]
    names = ("title", "text", "why", "measure", "responsible", "time", "cost")
    own = {name: getattr(proposal, name) for name in names}
    return own | {"seen": proposal.version, "recommended": picks[0] if picks else None}


def _options_of(proposal: Proposal | None, template: Template | None) -> list[dict[str, Any]]:
    names = ("name", "cost", "time", "solves", "risk", "who", "pros", "cons")
    begun = [{"name": name} for name in template.options] if template and not proposal else []
    rows = [{name: getattr(one, name) for name in names} for one in proposal.options.all()] if proposal else begun
    return _with_spare(rows, least=3, most=MOST_OPTIONS)


def _planned_of(proposal: Proposal | None, template: Template | None) -> list[dict[str, Any]]:
    rows = proposal.planned.prefetch_related("cooperating") if proposal else []
    written = [
        {
            "title": one.title,
            "owner": str(one.owner_id),
            "working_days": one.working_days,
            "cooperating": listed(str(unit) for unit in one.cooperating.all()),
        }
        for one in rows
    ]
    if template and not proposal:
        written = [{"title": title, "working_days": days} for title, days in template.planned]
    return _with_spare(written, least=4, most=MOST_PLANNED)


def _steps_of(proposal: Proposal | None, template: Template | None) -> list[dict[str, Any]]:
    if proposal:
        rows = [(one.what, one.working_days, one.item_order) for one in proposal.steps.all()]
    else:
        rows = list(template.steps) if template else []
    written = [{"what": what, "working_days": days, "item": item} for what, days, item in rows]
    return _with_spare(written, least=3, most=MOST_STEPS)


def _steps_data(data: Any) -> Any:
    """A page opened before there were steps sends none: it says so by having no table of them."""
    if not data or "steps-TOTAL_FORMS" in data:
        return data
    return {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}


def _with_spare(rows: list[dict[str, Any]], *, least: int, most: int) -> list[dict[str, Any]]:
    wanted = min(max(len(rows) + SPARE, least), most)
    return rows + [{} for _spare in range(wanted - len(rows))]


def _county(office: Unit) -> Any:
    return office.county_id


class SubmitForm(forms.Form):
    """Who sees it first, if anybody, and before whom it lies at the end."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("报给哪位领导"), empty_label=None)

    section = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("先请科室负责人审"),
        required=False,
        empty_label=gettext_lazy("不用，直接往上报"),
    )
    deputy = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("再请分管领导看"),
        required=False,
        empty_label=gettext_lazy("不用，直接往上报"),
    )

    def __init__(self, *args: Any, leaders: Any, heads: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, people in (("to", leaders), ("section", heads), ("deputy", leaders)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = people

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
