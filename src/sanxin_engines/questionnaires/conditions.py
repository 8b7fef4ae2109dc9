"""Skip logic as a list of plain conditions, for people who build it by choosing; and back to an expression."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sanxin_engines.questionnaires.expressions import parse
from sanxin_engines.questionnaires.nodes import (
    Both,
    Compared,
    Either,
    Negated,
    Node,
    Number,
    Ref,
    Selected,
    Sign,
    Text,
)
from sanxin_engines.questionnaires.tokens import BadExpression
from sanxin_engines.questionnaires.values import figure


class Test(StrEnum):
    """What is asked of an earlier answer."""

    __test__ = False  # not a test of pytest's

    IS = "is"
    IS_NOT = "is_not"
    HAS = "has"
    """Among those ticked."""
    HAS_NOT = "has_not"
    LESS = "less"
    MORE = "more"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"


SIGNS = {
    Test.IS: Sign.EQUAL,
    Test.IS_NOT: Sign.UNEQUAL,
    Test.LESS: Sign.LESS,
    Test.MORE: Sign.MORE,
    Test.AT_MOST: Sign.AT_MOST,
    Test.AT_LEAST: Sign.AT_LEAST,
}
TESTS = {sign: test for test, sign in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Condition:
    """`value` is a choice's name, a number or a day; nothing where only having answered counts."""

    name: str
    test: Test
    value: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Conditions:
    """All of them must hold, or one at least."""

    parts: tuple[Condition, ...] = ()
    all: bool = True


def as_conditions(expression: str) -> Conditions | None:
    """None where the expression says more than such a list can; it stays an expression then."""
    if not expression.strip():
        return Conditions()
    try:
        node = parse(expression)
    except BadExpression:
        return None
    nodes = node.parts if isinstance(node, Both | Either) else (node,)
    found = [_condition(part) for part in nodes]
    parts = tuple(one for one in found if one is not None)
    return Conditions(parts, all=not isinstance(node, Either)) if len(parts) == len(found) else None


def as_expression(conditions: Conditions) -> str:
    """Raises ValueError for a value in which both kinds of quotes stand."""
    return (" and " if conditions.all else " or ").join(_written(part) for part in conditions.parts)


def _condition(node: Node) -> Condition | None:
    match node:
        case Compared(Sign.UNEQUAL, Ref(name), Text("")):
            return Condition(name, Test.ANSWERED)
        case Compared(Sign.EQUAL, Ref(name), Text("")):
            return Condition(name, Test.UNANSWERED)
        case Compared(sign, Ref(name), Text(value)):
            return Condition(name, TESTS[sign], value)
        case Compared(sign, Ref(name), Number(number)):
            return Condition(name, TESTS[sign], figure(number), numeric=True)
        case Selected(Ref(name), choice):
            return Condition(name, Test.HAS, choice)
        case Negated(Selected(Ref(name), choice)):
            return Condition(name, Test.HAS_NOT, choice)
        case _:
            return None


def _written(part: Condition) -> str:
    ref = f"${{{part.name}}}"
    match part.test:
        case Test.ANSWERED:
            return f"{ref} != ''"
        case Test.UNANSWERED:
            return f"{ref} = ''"
        case Test.HAS:
            return f"selected({ref}, {_quoted(part.value)})"
        case Test.HAS_NOT:
            return f"not(selected({ref}, {_quoted(part.value)}))"
        case test:
            return f"{ref} {SIGNS[test]} {part.value if part.numeric else _quoted(part.value)}"


def _quoted(value: str) -> str:
    if "'" not in value:
        return f"'{value}'"
    if '"' in value:
        raise ValueError(value)
    return f'"{value}"'
