"""Changes keep a form sound."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanxin_engines.questionnaires import Choice, Form, Kind, Question, check
from sanxin_engines.questionnaires.conditions import Condition, Conditions, Test, as_conditions, as_expression
from sanxin_engines.questionnaires.editing import changed, duplicated, inserted, moved, next_name, removed
from tests.engines.questionnaires.forms import forms

YES_NO = (Choice("yes", "是"), Choice("no", "否"))
FORM = Form(
    "t",
    (
        Question("bus", Kind.SINGLE, "通车吗？", choices=YES_NO),
        Question("why", Kind.TEXT, "为什么？", relevant="${bus} = 'no' and ${ bus } != ''"),
        Question("grid", Kind.MATRIX, "水电", choices=YES_NO, rows=(Choice("q4_1", "水"),)),
    ),
)


def names(form: Form) -> list[str]:
    return [question.name for question in form.questions]


def test_conditions_follow_a_new_name() -> None:
    form = changed(FORM, "bus", Question("coach", Kind.SINGLE, "通车吗？", choices=YES_NO))

    assert form.question("why").relevant == "${coach} = 'no' and ${coach} != ''"
    assert check(form) == []


def test_a_copy_stands_behind_under_names_of_its_own() -> None:
    form, copy = duplicated(FORM, "grid")

    assert names(form) == ["bus", "why", "grid", "q5"]
    assert copy.rows == (Choice("q5_1", "水"),)
    assert check(form) == []


def test_moving_beyond_an_end_means_to_the_end() -> None:
    assert names(moved(FORM, "bus", 99)) == ["why", "grid", "bus"]
    assert names(moved(FORM, "grid", -5)) == ["grid", "bus", "why"]


def test_an_unknown_question_is_an_error() -> None:
    for verb in (removed, duplicated):
        with pytest.raises(KeyError):
            verb(FORM, "gone")


@given(forms(), st.data())
@settings(max_examples=50, deadline=None)
def test_laws_of_editing(form: Form, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names(form)))
    place = names(form).index(name)

    assert inserted(removed(form, name), form.question(name), place=place) == form
    assert moved(moved(form, name, data.draw(st.integers(0, 7))), name, place) == form
    assert check(duplicated(form, name)[0]) == []
    assert next_name(form) not in names(form)


@pytest.mark.parametrize(
    ("expression", "conditions"),
    [
        ("", Conditions()),
        ("${bus} = 'no'", Conditions((Condition("bus", Test.IS, "no"),))),
        ("${age} >= 60", Conditions((Condition("age", Test.AT_LEAST, "60", numeric=True),))),
        (
            "selected(${ways}, 'bus') or not(selected(${ways}, 'foot'))",
            Conditions((Condition("ways", Test.HAS, "bus"), Condition("ways", Test.HAS_NOT, "foot")), all=False),
        ),
        ("${why} != ''", Conditions((Condition("why", Test.ANSWERED),))),
        ("${why} = ''", Conditions((Condition("why", Test.UNANSWERED),))),
    ],
)
def test_conditions_and_expressions_say_the_same(expression: str, conditions: Conditions) -> None:
    assert as_conditions(expression) == conditions
    assert as_expression(conditions) == expression


@pytest.mark.parametrize("expression", ["${a} = 'x' and (${b} = 'y' or ${c} = 'z')", "not(${a} = 'x')", "today() > 1"])
def test_what_a_list_cannot_say_stays_an_expression(expression: str) -> None:
    assert as_conditions(expression) is None


def test_quotes_in_a_value() -> None:
    assert as_expression(Conditions((Condition("a", Test.IS, "it's"),))) == '${a} = "it\'s"'
    with pytest.raises(ValueError, match="both"):
        as_expression(Conditions((Condition("a", Test.IS, "both ' and \""),)))
