"""Everything that would leave somebody stuck is found before a form is asked."""

import pytest
from hypothesis import given, settings

from sanxin_engines.questionnaires import Choice, Form, Kind, Question, check
from sanxin_engines.questionnaires.relevance import depend_on
from tests.engines.questionnaires.forms import forms

YES_NO = (Choice("yes", "是"), Choice("no", "否"))


def single(name: str, relevant: str = "") -> Question:
    return Question(name, Kind.SINGLE, "？", choices=YES_NO, relevant=relevant)


def found(*questions: Question) -> list[tuple[str, str, str]]:
    return [(fault.question, fault.column, fault.code) for fault in check(Form("t", questions))]


@pytest.mark.parametrize(
    ("question", "column", "code"),
    [
        (Question("", Kind.TEXT, "？"), "name", "name_missing"),
        (Question("1a", Kind.TEXT, "？"), "name", "name_bad"),
        (Question("a b", Kind.TEXT, "？"), "name", "name_bad"),
        (Question("intro", Kind.NOTE, "？"), "name", "name_reserved"),
        (Question("a", Kind.TEXT, " "), "label", "label_missing"),
        (Question("a", Kind.TEXT, "您好 ${b}"), "label", "label_reference"),
        (Question("a", Kind.SINGLE, "？", choices=YES_NO[:1]), "type", "choices_few"),
        (Question("a", Kind.SINGLE, "？", choices=(*YES_NO, Choice("x y", "？"))), "type", "choice_name_bad"),
        (Question("a", Kind.SINGLE, "？", choices=(*YES_NO, Choice("yes", "也是"))), "type", "choice_twice"),
        (Question("a", Kind.SINGLE, "？", choices=(*YES_NO, Choice("x", ""))), "type", "choice_label_missing"),
        (Question("a", Kind.MATRIX, "？", choices=YES_NO), "label", "rows_missing"),
        (Question("a", Kind.SCALE, "？"), "parameters", "bounds_missing"),
        (Question("a", Kind.SCALE, "？", low=5, high=1), "parameters", "bounds_reversed"),
        (Question("a", Kind.SCALE, "？", low=1, high=2.5), "parameters", "bounds_broken"),
        (Question("a", Kind.SCALE, "？", low=1, high=12), "parameters", "scale_long"),
        (Question("a", Kind.NUMBER, "？", low=3, high=1), "constraint", "bounds_reversed"),
        (single("a", "${gone} = 'yes'"), "relevant", "unknown_reference"),
        (single("a", "${a} = 'yes'"), "relevant", "circular"),
        (single("a", ". = 'yes'"), "relevant", "expression_own"),
        (single("a", "today() > 1"), "relevant", "expression_unsupported"),
    ],
)
def test_a_question_is_faulty(question: Question, column: str, code: str) -> None:
    assert found(question) == [(question.name, column, code)]


def test_a_name_is_given_once() -> None:
    grid = Question("b", Kind.MATRIX, "？", choices=YES_NO, rows=(Choice("a", "行"), Choice("c", "行")))

    assert found(single("a"), grid) == [("b", "name", "name_twice")]


def test_conditions_look_back_and_know_the_choices() -> None:
    asked = [single("a", "${b} = 'yes'"), single("b", "${a0} = 'maybe'"), single("c", "${n} = 'x'")]

    assert found(single("a0"), *asked, Question("n", Kind.NOTE, "读一读")) == [
        ("a", "relevant", "later_reference"),
        ("b", "relevant", "unknown_choice"),
        ("c", "relevant", "no_answer"),
        ("c", "relevant", "later_reference"),
    ]


def test_circles_are_told_once_with_their_way() -> None:
    asked = [single("a", "${c} = 'yes'"), single("b", "${a} = 'yes'"), single("c", "${b} = 'yes'"), single("d")]

    faults = check(Form("t", tuple(asked)))

    assert [(fault.code, fault.question, fault.facts) for fault in faults] == [
        ("circular", "a", {"names": "a → b → c → a"})
    ]


def test_a_form_has_a_title_and_an_end() -> None:
    long = tuple(Question(f"q{number}", Kind.TEXT, "？") for number in range(301))

    assert [(one.code, one.facts) for one in check(Form(" ", long))] == [
        ("title_missing", {}),
        ("too_many", {"most": 300, "count": 301}),
    ]


def test_who_depends_on_a_question() -> None:
    grid = Question("grid", Kind.MATRIX, "？", choices=YES_NO, rows=(Choice("water", "水"),))
    form = Form("t", (single("a"), grid, single("b", "${a} = 'yes'"), single("c", "${water} = 'no'")))

    assert [one.name for one in depend_on(form, "a")] == ["b"]
    assert [one.name for one in depend_on(form, "grid")] == ["c"]


@given(forms())
@settings(max_examples=50, deadline=None)
def test_forms_of_the_laws_are_sound(form: Form) -> None:
    assert check(form) == []
