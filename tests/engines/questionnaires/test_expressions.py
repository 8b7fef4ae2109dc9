"""Skip logic means what XLSForm says it means."""

import pytest

from sanxin_engines.questionnaires.evaluation import Answers, holds
from sanxin_engines.questionnaires.expressions import parse
from sanxin_engines.questionnaires.nodes import names_in
from sanxin_engines.questionnaires.tokens import BadExpression

ANSWERS: Answers = {"work": "away", "age": 62, "needs": ["doctor", "road"], "on": "2026-11-19", "price": 2.5}


@pytest.mark.parametrize(
    ("expression", "true"),
    [
        ("${work} = 'away'", True),
        ("${work} != 'away'", False),
        ('"home" = ${work}', False),
        ("${age} >= 60", True),
        ("${age} < 60", False),
        ("60 < ${age}", True),
        ("${age} = '62'", True),
        ("${price} > 2.4 and ${price} <= 2.5", True),
        ("${age} > -1", True),
        ("selected(${needs}, 'road')", True),
        ("selected(${needs}, 'roa')", False),
        ("selected(${work}, 'away')", True),
        ("count-selected(${needs}) >= 2", True),
        ("not(${work} = 'away')", False),
        ("${work} = 'home' or ${age} > 60 and ${price} > 9", False),
        ("(${work} = 'away' or ${age} > 60) and ${price} < 9", True),
        ("${on} > date('2026-11-18')", True),
        ("${on} < '2026-02-01'", False),
        ("true()", True),
        ("not(false())", True),
        ("${work} = ‘away’", True),
        ("selected（${needs}， “road”）", True),
    ],
)
def test_an_expression_is_true_or_not(expression: str, true: bool) -> None:
    assert holds(parse(expression), ANSWERS) is true


@pytest.mark.parametrize(
    ("expression", "true"),
    [
        ("${gone} = ''", True),
        ("${gone} != ''", False),
        ("${gone} = 'x'", False),
        ("${gone} > 0", False),
        ("${gone} <= 0", False),
        ("${gone} != 5", True),
        ("selected(${gone}, 'x')", False),
        ("count-selected(${gone}) = 0", True),
    ],
)
def test_what_was_not_answered_is_an_empty_text(expression: str, true: bool) -> None:
    assert holds(parse(expression), {}) is true


@pytest.mark.parametrize(
    ("expression", "code", "found"),
    [
        ("${age} + 1 > 5", "expression_unsupported", "+"),
        ("${age} div 2 = 1", "expression_unsupported", "div"),
        ("${a} - 1 = 2", "expression_unsupported", "-"),
        ("today() > ${on}", "expression_unsupported", "today()"),
        ("regex(${work}, 'a.*')", "expression_unsupported", "regex()"),
        ("work = 'away'", "expression_unsupported", "work"),
        ("${work} = 'away", "expression_unexpected", "'"),
        ("${work} = = 'away'", "expression_unexpected", "="),
        ("(${work} = 'away'", "expression_ends", None),
        ("${work} = 'away')", "expression_unexpected", ")"),
        ("${work} =", "expression_ends", None),
        ("and ${work}", "expression_unexpected", "and"),
        ("${age} = 1 = 1", "expression_unexpected", "="),
        ("#", "expression_unexpected", "#"),
        ("(" * 60 + "1" + ")" * 60, "expression_deep", None),
        ("1 = 1 or " * 300 + "1", "expression_long", None),
    ],
)
def test_what_we_do_not_understand_is_named(expression: str, code: str, found: str | None) -> None:
    with pytest.raises(BadExpression) as refused:
        parse(expression)

    assert (refused.value.code, refused.value.facts.get("found")) == (code, found)


def test_the_place_is_told_as_one_counts() -> None:
    with pytest.raises(BadExpression) as refused:
        parse("${work} ! 'x'")

    assert refused.value.facts == {"found": "!", "at": 9}


def test_names_are_told_once_in_order() -> None:
    assert names_in(parse("${b} = 'x' or not(${a} > 1) and selected(${b}, 'y') and ${c} != ''")) == ("b", "a", "c")
