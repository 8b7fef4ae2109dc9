"""Draw one question for somebody who answers it: `{% drawn question value seed as one %}`."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin_engines.questionnaires import Choice, Kind, Question
from sanxin_engines.questionnaires.values import AGREE, DISAGREE, PASS, choices_of, figure

register = template.Library()

VERDICTS: dict[str, StrOrPromise] = {
    AGREE: pgettext_lazy("verdict", "同意"),
    DISAGREE: pgettext_lazy("verdict", "不同意"),
    PASS: pgettext_lazy("verdict", "说不准"),
}


@dataclass(frozen=True)
class Option:
    value: str
    label: StrOrPromise
    checked: bool


@dataclass(frozen=True)
class Row:
    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Drawn:
    """A question with what was answered, ready for surveys/asking/question.html."""

    kind: str
    options: list[Option]
    rows: list[Row]
    text: str
    low: str = ""
    high: str = ""


@register.simple_tag
def drawn(question: Question, value: Any = None, seed: object = "") -> Drawn:
    """`value`: what was typed or kept: a text, a number, a list, for a matrix row → choice. `seed` mixes choices."""
    chosen = _texts(value)
    return Drawn(
        kind=question.kind.value,
        options=[] if question.kind is Kind.MATRIX else _options(question, chosen, seed),
        rows=[_row(question, row, value) for row in question.rows],
        text=chosen[0] if chosen else "",
        low="" if question.low is None else figure(question.low),
        high="" if question.high is None else figure(question.high),
    )


def label_of(question: Question, choice: Choice) -> StrOrPromise:
    """A statement without words of its own is agreed with in the reader's language."""
    own = question.kind is Kind.STATEMENT and not question.choices
    return VERDICTS.get(choice.name, choice.label) if own else choice.label


def _options(question: Question, chosen: Sequence[str], seed: object) -> list[Option]:
    choices = list(choices_of(question))
    if question.shuffled and seed:
        random.Random(f"{seed}{question.name}").shuffle(choices)  # noqa: S311 - an order, not a secret
    return [Option(one.name, label_of(question, one), one.name in chosen) for one in choices]


def _row(question: Question, row: Choice, value: Any) -> Row:
    chosen = _texts(value.get(row.name)) if isinstance(value, Mapping) else []
    options = [Option(one.name, one.label, one.name in chosen) for one in choices_of(question)]
    return Row(f"{question.name}/{row.name}", row.label, options)


def _texts(value: Any) -> list[str]:
    if value is None or isinstance(value, Mapping):
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
