"""A form survives being kept as JSON."""

import json

import pytest

from sanxin_engines.questionnaires import Choice, Form, Kind, Question, from_plain, to_plain

FORM = Form(
    "出行情况",
    intro="不记名。",
    questions=(
        Question(
            "away", Kind.SINGLE, "您常年在家吗？", required=True, choices=(Choice("yes", "在家"), Choice("no", "外出"))
        ),
        Question("bus", Kind.SCALE, "班车方便吗？", low=1, high=5, relevant="${away} = 'yes'"),
        Question("said", Kind.LONG_TEXT, "还想说什么？"),
    ),
)


def test_a_form_comes_back_the_same() -> None:
    assert from_plain(json.loads(json.dumps(to_plain(FORM)))) == FORM


def test_defaults_are_left_out() -> None:
    assert to_plain(FORM)["questions"][2] == {"name": "said", "kind": "long_text", "label": "还想说什么？"}


def test_a_question_is_found_by_its_name() -> None:
    assert FORM.question("bus").high == 5
    with pytest.raises(KeyError, match="train"):
        FORM.question("train")
