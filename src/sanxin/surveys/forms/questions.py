"""One question of a draft as a form: the fields its kind has, and when it is asked."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.refusals import Refused
from sanxin.surveys.forms.conditions import ConditionsForm
from sanxin.surveys.rules.choice_lines import as_lines, choices_from
from sanxin.surveys.rules.kind_words import KINDS
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.editing import next_name, place_of

PREFIX = "c"
"""Choices get the names c1, c2… unless people give them others."""
LISTED = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX})
SHUFFLED = frozenset({Kind.SINGLE, Kind.MULTIPLE})


class QuestionForm(forms.Form):
    """`form` is the draft, `question` what stands now (a fresh one where a question is added)."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("题型"))
    label = forms.CharField(
        label=gettext_lazy("问什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "autofocus": True})
    )
    hint = forms.CharField(
        label=gettext_lazy("小字提示"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("写在题目下面，例如“大概就行”。"),
    )
    choices = forms.CharField(
        label=gettext_lazy("选项"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("一行一个。改字、换行都不影响已有条件；要指定导出用的名称，写成“是 | yes”。"),
    )
    rows = forms.CharField(
        label=gettext_lazy("表格的行"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("一行一个，每行都从上面的选项里选。"),
    )
    low = forms.FloatField(label=gettext_lazy("最小"), required=False)
    high = forms.FloatField(label=gettext_lazy("最大"), required=False)
    broken = forms.BooleanField(label=gettext_lazy("可以带小数"), required=False)
    required = forms.BooleanField(label=gettext_lazy("必须答"), required=False)
    shuffled = forms.BooleanField(label=gettext_lazy("选项每人打乱顺序"), required=False)
    page = forms.CharField(
        label=gettext_lazy("页的标题"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("前后几题写一样的标题，就排在同一页。"),
        widget=forms.TextInput(attrs={"list": "pages"}),
    )
    place = forms.IntegerField(
        label=gettext_lazy("第几题"),
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "sx-input-s"}),
    )
    name = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=60,
        help_text=gettext_lazy("存答案、导出时用，平时不用改。发布过就不能再改。"),
    )

    WANTED: ClassVar[dict[str, frozenset[Kind]]] = {
        "choices": LISTED,
        "rows": frozenset({Kind.MATRIX}),
        "low": frozenset({Kind.SCALE, Kind.NUMBER}),
        "high": frozenset({Kind.SCALE, Kind.NUMBER}),
        "broken": frozenset({Kind.NUMBER}),
        "shuffled": SHUFFLED,
        "required": frozenset(Kind) - {Kind.NOTE},
    }

    def __init__(self, data: Any, *, form: Form, question: Question, place: int, seen: int, new: bool) -> None:
        said = data or {}
        self.draft, self.question, self.is_new = form, question, new
        self.asked_kind = Kind(said["kind"]) if said.get("kind") in set(Kind) else question.kind
        super().__init__(data, initial=_initial(question, place) | {"seen": seen})
        chooser = self.fields["kind"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [(kind.value, label) for kind, label in KINDS.items()]
        for name, kinds in self.WANTED.items():
            if self.asked_kind not in kinds:
                del self.fields[name]
        self.conditions = ConditionsForm(data, form=form, question=question, place=place)

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.conditions.is_valid()])

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"]).strip()

    def clean_choices(self) -> str:
        text = str(self.cleaned_data["choices"])
        if len([line for line in text.splitlines() if line.strip()]) < 2:
            raise forms.ValidationError(_("至少写两个选项，一行一个。"))
        return text

    def clean_rows(self) -> str:
        text = str(self.cleaned_data["rows"])
        if not text.strip():
            raise forms.ValidationError(_("至少写一行。"))
        return text

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        low, high = said.get("low"), said.get("high")
        if self.asked_kind is Kind.SCALE and not self.errors and (low is None or high is None):
            self.add_error("low", _("打分从几到几，两头都要写。"))
        elif self.asked_kind is Kind.SCALE and ((low or 0) % 1 or (high or 0) % 1):
            self.add_error("low", _("打分的两头要是整数。"))
        elif low is not None and high is not None and low >= high:
            self.add_error("high", _("最大要比最小大。"))
        return said

    def as_question(self) -> Question:
        """Of a valid form."""
        said = self.cleaned_data
        question = self.question
        name = said["name"]
        choices, rows = ((), ()) if self.is_new else (question.choices, question.rows)
        return Question(
            name=name,
            kind=self.asked_kind,
            label=said["label"].replace("\r\n", "\n").strip(),
            hint=said["hint"].strip(),
            required=said.get("required", False),
            choices=choices_from(said["choices"], choices, PREFIX) if "choices" in said else (),
            rows=choices_from(said["rows"], rows, f"{question.name}_") if "rows" in said else (),
            low=said.get("low"),
            high=said.get("high"),
            whole=not said.get("broken", False),
            relevant=self.conditions.expression(),
            shuffled=said.get("shuffled", False),
            page=said["page"].strip(),
        )

    def place_wanted(self) -> int | None:
        """From 0; nothing where it stays."""
        place = self.cleaned_data.get("place")
        return place - 1 if place and place != self.initial["place"] else None

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


def fresh_question(form: Form, kind: Kind) -> Question:
    """What a question of this kind begins with."""
    yes_no = (Choice("c1", _("是")), Choice("c2", _("否")))
    satisfied = tuple(
        Choice(f"c{number}", label) for number, label in enumerate([_("满意"), _("一般"), _("不满意")], start=1)
    )
    choices = {Kind.SINGLE: yes_no, Kind.MATRIX: satisfied}.get(kind, ())
    low, high = (1, 5) if kind is Kind.SCALE else (None, None)
    page = form.questions[-1].page if form.questions else ""
    return Question(next_name(form), kind, "", choices=choices, low=low, high=high, page=page)


def place_in(form: Form, question: Question) -> int:
    """Counted from 1; a question that is not there yet comes last."""
    try:
        return place_of(form, question.name) + 1
    except KeyError:
        return len(form.questions) + 1


def _initial(question: Question, place: int) -> dict[str, Any]:
    return {
        "kind": question.kind.value,
        "label": question.label,
        "hint": question.hint,
        "choices": as_lines(question.choices, PREFIX),
        "rows": as_lines(question.rows, f"{question.name}_"),
        "low": _plain(question.low),
        "high": _plain(question.high),
        "broken": not question.whole,
        "required": question.required,
        "shuffled": question.shuffled,
        "page": question.page,
        "place": place,
        "name": question.name,
    }


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and number % 1 == 0 else number
