"""When a question is asked: always, on conditions chosen from earlier answers, or by an expression."""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.surveys.rules.fault_words import sentence
from sanxin.surveys.rules.kind_words import TESTS, tests_for
from sanxin_engines.questionnaires import Choice, Fault, Form, Kind, Question, choices_of
from sanxin_engines.questionnaires.conditions import Condition, Conditions, Test, as_conditions, as_expression
from sanxin_engines.questionnaires.expressions import parse
from sanxin_engines.questionnaires.tokens import BadExpression
from sanxin_engines.questionnaires.values import figure

MOST = 4
"""Conditions chosen one by one; more of them are written as an expression."""
UNASKABLE = frozenset({Kind.NOTE, Kind.PHOTO})
ALWAYS, CHOSEN, WRITTEN = "always", "chosen", "written"
ALL, ANY = "all", "any"
TICKED = {Test.IS: Test.HAS, Test.IS_NOT: Test.HAS_NOT}


@dataclass
class Line:
    """One condition as it is drawn: what was chosen, and what may be."""

    number: int
    name: str = ""
    test: str = ""
    value: str = ""
    error: str = ""
    choices: tuple[Choice, ...] = ()
    tests: list[tuple[str, StrOrPromise]] = field(default_factory=list)
    kind: str = ""

    @property
    def needs_value(self) -> bool:
        return self.test not in {Test.ANSWERED, Test.UNANSWERED}


class ConditionsForm(forms.Form):
    """Its lines are read by hand: what may be compared hangs on the question chosen."""

    logic = forms.ChoiceField(
        label=gettext_lazy("什么时候问"),
        choices=[
            (ALWAYS, gettext_lazy("总是问")),
            (CHOSEN, gettext_lazy("前面这样答了才问")),
            (WRITTEN, gettext_lazy("按自己写的表达式")),
        ],
        widget=forms.RadioSelect,
    )
    joint = forms.ChoiceField(
        label=gettext_lazy("几个条件"),
        required=False,
        choices=[(ALL, gettext_lazy("都要符合")), (ANY, gettext_lazy("符合一个就行"))],
    )
    relevant = forms.CharField(
        label=gettext_lazy("表达式"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=gettext_lazy("例如 ${q1} = 'c1' and ${q2} >= 60，和 XLSForm 的写法一样。"),
    )

    def __init__(self, data: Any, *, form: Form, question: Question, place: int) -> None:
        known = as_conditions(question.relevant)
        logic = WRITTEN if known is None or len(known.parts) > MOST else CHOSEN if known.parts else ALWAYS
        joint = ANY if known and not known.all else ALL
        super().__init__(data, initial={"logic": logic, "joint": joint, "relevant": question.relevant})
        self.earlier = _earlier(form, question, place)
        said = _typed(data) if data is not None else list(_kept(known) if logic == CHOSEN else ())
        self.lines = [self._line(number, *one) for number, one in enumerate([*said, ("", "", "")][:MOST])]

    @property
    def references(self) -> list[tuple[str, str]]:
        """Earlier questions as the select offers them."""
        return [(name, label) for name, (label, _question) in self.earlier.items()]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("logic") == WRITTEN:
            self._check_written(str(said.get("relevant", "")))
        elif said.get("logic") == CHOSEN:
            if not any(line.name for line in self.lines):
                self.add_error("logic", _("选一道前面的题，或者改成“总是问”。"))
            for line in self.lines:
                self._check(line)
        return said

    def expression(self) -> str:
        """Of a valid form."""
        said = self.cleaned_data
        if said["logic"] == WRITTEN:
            return str(said["relevant"]).strip()
        if said["logic"] == ALWAYS:
            return ""
        parts = tuple(self._condition(line) for line in self.lines if line.name)
        return as_expression(Conditions(parts, all=said["joint"] != ANY))

    def _line(self, number: int, name: str, test: str, value: str) -> Line:
        line = Line(number, name, test, value)
        if name in self.earlier:
            question = self.earlier[name][1]
            line.kind = question.kind.value
            line.choices = () if question.kind is Kind.SCALE else choices_of(question)
            line.tests = [(one.value, TESTS[one]) for one in tests_for(question.kind)]
        else:
            line.tests = [(one.value, label) for one, label in TESTS.items()]
        return line

    def _check_written(self, expression: str) -> None:
        try:
            parse(expression.strip() or "true()")
        except BadExpression as bad:
            self.add_error("relevant", sentence(Fault(bad.code, facts=bad.facts)))

    def _check(self, line: Line) -> None:
        if not line.name:
            return
        try:
            as_expression(Conditions((self._condition(line),)))
        except KeyError:
            line.error = _("这一题不在前面，请另选一题。")
        except ValueError:
            line.error = _("选一个答案，或者写一个数。")
        if line.error:
            self.add_error("logic", line.error)

    def _condition(self, line: Line) -> Condition:
        """KeyError: no such question; ValueError: no such answer."""
        question = self.earlier[line.name][1]
        test = Test(line.test)
        if question.kind is Kind.MULTIPLE:
            test = TICKED.get(test, test)
        if test not in tests_for(question.kind):
            raise ValueError(line.test)
        if not line.needs_value:
            return Condition(line.name, test)
        numeric = question.kind in {Kind.NUMBER, Kind.SCALE}
        return Condition(line.name, test, _value(question, line.value), numeric=numeric)


def _value(question: Question, typed: str) -> str:
    """The name of a choice, also where its words were typed; a number or a day as an expression writes it."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if question.kind is Kind.DATE:
        return date.fromisoformat(plain).isoformat()
    if question.kind in {Kind.NUMBER, Kind.SCALE}:
        number = float(plain)
        if not math.isfinite(number):
            raise ValueError(typed)
        return figure(number)
    for choice in choices_of(question):
        if typed.strip() in {choice.name, choice.label}:
            return choice.name
    raise ValueError(typed)


def _earlier(form: Form, question: Question, place: int) -> dict[str, tuple[str, Question]]:
    """Name → (what the select says, the question), rows of a matrix each for itself."""
    found: dict[str, tuple[str, Question]] = {}
    for number, one in enumerate(form.questions[: place - 1], start=1):
        if one.kind in UNASKABLE or one.name == question.name:
            continue
        label = f"{number}. {one.label}"[:60]
        if one.kind is Kind.MATRIX:
            found |= {row.name: (f"{label}：{row.label}"[:80], one) for row in one.rows}
        else:
            found[one.name] = (label, one)
    return found


def _typed(data: Any) -> list[tuple[str, str, str]]:
    lines = [tuple(data.get(f"when-{n}-{part}", "").strip() for part in ("name", "test", "value")) for n in range(MOST)]
    return [(name, test, value) for name, test, value in lines if name]


def _kept(known: Conditions | None) -> Iterator[tuple[str, str, str]]:
    for part in known.parts if known else ():
        yield part.name, part.test.value, part.value
