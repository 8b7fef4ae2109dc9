"""Kinds of question and their skip logic in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin_engines.questionnaires import Form, Kind, Question, choices_of
from sanxin_engines.questionnaires.conditions import Condition, Test, as_conditions
from sanxin_engines.questionnaires.relevance import owners
from sanxin_engines.questionnaires.values import figure

KINDS: dict[Kind, StrOrPromise] = {
    Kind.SINGLE: gettext_lazy("单选"),
    Kind.MULTIPLE: gettext_lazy("多选"),
    Kind.SCALE: pgettext_lazy("kind of question", "打分"),
    Kind.STATEMENT: gettext_lazy("同不同意"),
    Kind.MATRIX: gettext_lazy("表格"),
    Kind.NUMBER: gettext_lazy("数字"),
    Kind.DATE: gettext_lazy("日期"),
    Kind.TEXT: gettext_lazy("短文字"),
    Kind.LONG_TEXT: gettext_lazy("长文字"),
    Kind.PHOTO: gettext_lazy("照片"),
    Kind.NOTE: gettext_lazy("只读的话"),
}
"""In the order they are offered."""
TESTS: dict[Test, StrOrPromise] = {
    Test.IS: pgettext_lazy("condition", "是"),
    Test.IS_NOT: pgettext_lazy("condition", "不是"),
    Test.HAS: gettext_lazy("选了"),
    Test.HAS_NOT: gettext_lazy("没选"),
    Test.MORE: gettext_lazy("大于"),
    Test.AT_LEAST: gettext_lazy("至少"),
    Test.LESS: gettext_lazy("小于"),
    Test.AT_MOST: gettext_lazy("至多"),
    Test.ANSWERED: gettext_lazy("答了"),
    Test.UNANSWERED: gettext_lazy("没答"),
}
CHOSEN = (Kind.SINGLE, Kind.STATEMENT, Kind.MATRIX)
COUNTED = (Kind.NUMBER, Kind.SCALE, Kind.DATE)


def tests_for(kind: Kind) -> tuple[Test, ...]:
    """What may be asked of an answer of that kind."""
    ends = (Test.ANSWERED, Test.UNANSWERED)
    if kind in CHOSEN:
        return (Test.IS, Test.IS_NOT, *ends)
    if kind is Kind.MULTIPLE:
        return (Test.HAS, Test.HAS_NOT, *ends)
    if kind in COUNTED:
        return (Test.IS, Test.IS_NOT, Test.MORE, Test.AT_LEAST, Test.LESS, Test.AT_MOST, *ends)
    return ends


def details_of(question: Question) -> Iterator[str]:
    """What a list says of a question beside its words: kind, choices, bounds, duty."""
    yield str(KINDS[question.kind])
    if question.choices:
        count = len(question.choices)
        yield ngettext("{n} 个选项", "{n} 个选项", count).format(n=count)
    if question.rows:
        count = len(question.rows)
        yield ngettext("{n} 行", "{n} 行", count).format(n=count)
    if question.low is not None and question.high is not None:
        yield _("{low} 到 {high}").format(low=figure(question.low), high=figure(question.high))
    if question.required:
        yield _("必答")
    if question.shuffled:
        yield _("选项打乱")


def condition_of(question: Question, form: Form) -> str:
    """When it is asked, in a sentence; the expression itself where it says more than a list of conditions."""
    if not question.relevant.strip():
        return ""
    conditions = as_conditions(question.relevant)
    if conditions is None:
        return question.relevant
    joint = _("，并且") if conditions.all else _("，或者")
    return joint.join(_said(part, form) for part in conditions.parts)


def _said(part: Condition, form: Form) -> str:
    owner = owners(form).get(part.name, "")
    places = {question.name: place for place, question in enumerate(form.questions, start=1)}
    if owner not in places:
        return _("“{name}”（问卷里没有）").format(name=part.name)
    question = form.question(owner)
    labels = {choice.name: choice.label for choice in choices_of(question)}
    which = _("第 {n} 题").format(n=places[owner])
    if row := next((row.label for row in question.rows if row.name == part.name), ""):
        which = _("{which}“{row}”").format(which=which, row=row)
    test = TESTS[part.test]
    if part.test in {Test.ANSWERED, Test.UNANSWERED}:
        return f"{which} {test}"
    value = labels.get(part.value, part.value)
    return _("{which} {test}“{value}”").format(which=which, test=test, value=value)
