"""Ask an expression of answers, as XPath 1.0 would: what was not answered is an empty text."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping

from sanxin_engines.questionnaires.nodes import (
    Both,
    Compared,
    Either,
    Negated,
    Node,
    Number,
    Own,
    Ref,
    Selected,
    Sign,
    Text,
    Ticked,
    Truth,
)

Answer = str | int | float | list[str] | dict[str, str]
"""One answer as plain JSON: a choice, ticked choices, a number, a day (ISO), words, a row → choice of a matrix."""
Answers = dict[str, Answer]
Value = str | float | bool

_SAME: dict[Sign, Callable[[object, object], bool]] = {Sign.EQUAL: operator.eq, Sign.UNEQUAL: operator.ne}
_ORDER: dict[Sign, Callable[[float | str, float | str], bool]] = {
    Sign.LESS: operator.lt,
    Sign.MORE: operator.gt,
    Sign.AT_MOST: operator.le,
    Sign.AT_LEAST: operator.ge,
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIGURES = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def holds(node: Node, answers: Mapping[str, Answer]) -> bool:
    """Whether the expression is true of these answers."""
    return _truth(_value(node, answers))


def _value(node: Node, answers: Mapping[str, Answer]) -> Value:
    match node:
        case Ref(name):
            return _plain(answers.get(name, ""))
        case Text(value) | Number(value) | Truth(value):
            return value
        case Compared(sign, left, right):
            return _compare(sign, _value(left, answers), _value(right, answers))
        case Both(parts):
            return all(holds(part, answers) for part in parts)
        case Either(parts):
            return any(holds(part, answers) for part in parts)
        case Negated(part):
            return not holds(part, answers)
        case Selected(ref, choice):
            return choice in _ticked(answers.get(ref.name, ""))
        case Ticked(ref):
            return float(len(_ticked(answers.get(ref.name, ""))))
        case Own():
            return ""


def _plain(answer: Answer) -> Value:
    if isinstance(answer, list):
        return " ".join(answer)
    if isinstance(answer, dict):
        return ""  # a matrix has no answer of its own, its rows have
    return answer if isinstance(answer, str) else float(answer)


def _ticked(answer: Answer) -> list[str]:
    if isinstance(answer, list):
        return answer
    return str(_plain(answer)).split() if answer != "" else []


def _compare(sign: Sign, left: Value, right: Value) -> bool:
    if sign in _SAME:
        return _SAME[sign](*_alike(left, right))
    if isinstance(left, str) and isinstance(right, str) and _DAY.fullmatch(left) and _DAY.fullmatch(right):
        return _ORDER[sign](left, right)
    return _ORDER[sign](_number(left), _number(right))


def _alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Both as truths, as numbers or as texts: the first of these that one of them is."""
    for kind, turned in ((bool, _truth), (float, _number)):
        if isinstance(left, kind) or isinstance(right, kind):
            return turned(left), turned(right)
    return left, right


def _truth(value: Value) -> bool:
    return bool(value) and value == value


def _number(value: Value) -> float:
    if isinstance(value, str):
        return float(value) if _FIGURES.fullmatch(value.strip()) else math.nan
    return float(value)
