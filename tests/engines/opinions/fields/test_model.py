"""Fields are learnt, said with their chance, corrected and explained."""

import random
from functools import cache

import pytest

from sanxin_engines.opinions.fields import Example, FieldModel, TooFewExamples, Training
from sanxin_engines.opinions.fields.measures import accuracy, coverage, macro_f1
from sanxin_engines.opinions.fields.parts import words_of
from tests.engines.opinions.fields.letters import MATTERS, letters


@cache
def model() -> FieldModel:
    return FieldModel.fit(letters())


def test_texts_it_has_not_seen_get_their_field():
    unseen = letters(80, seed=99)

    found = model().predict([one.text for one in unseen])

    assert macro_f1([one.label for one in unseen], [one.label for one in found]) >= 0.95
    assert {one.label for one in found} == set(MATTERS)
    assert all(one.runner_up != one.label and 0 <= one.confidence <= 1 for one in found)


def test_what_it_calls_sure_is_right():
    unseen = letters(200, seed=7)

    found = model().predict([one.text for one in unseen])

    sure = [(one.label, answer) for one, answer in zip(unseen, found, strict=True) if answer.sure]
    assert coverage(found) >= 0.8
    assert accuracy([label for label, _ in sure], [answer for _, answer in sure]) >= 0.97


def test_a_text_about_nothing_known_is_unsure():
    [found] = model().predict(["天气晴朗，祝节日快乐"])

    assert not found.sure


def test_texts_already_cut_by_blanks_read_like_others():
    [found] = model().predict(["安宝 村 公交 班次 太少  反映 安宝 村 公交 班次 太少"])

    assert found.label == "交通运输"


@pytest.mark.parametrize("text", ["", "   ", "！！！"])
def test_nothing_said_is_answered_unsure(text: str):
    [found] = model().predict([text])

    assert not found.sure


def test_no_texts_no_answers():
    assert model().predict([]) == []


def test_the_words_that_decided_are_shown():
    words = [one.term for one in model().why("和宏村公交班次太少，希望尽快处理。")]

    assert {"公交", "班次"} & set(words)
    assert "希望" not in words


def test_a_correction_is_learnt():
    text = "春德镇快递驿站设在公交站里，堵住了公交班次牌。"
    before = model().predict([text])[0]
    corrected = FieldModel.fit(letters(), [Example(text, "环境保护"), Example("快递驿站太吵", "环境保护")])

    after = corrected.predict([text, "快递驿站占用站台"])

    assert before.label == "交通运输"
    assert [one.label for one in after] == ["环境保护", "环境保护"]


def test_a_correction_replaces_the_example_and_the_last_one_holds():
    text = letters()[0].text

    corrected = FieldModel.fit(letters(), [Example(text, "教育文体"), Example(f" {text}\n", "环境保护")])

    assert corrected.examples["环境保护"] == model().examples["环境保护"] + 1
    assert corrected.examples["教育文体"] == model().examples["教育文体"]
    assert corrected.examples["交通运输"] == model().examples["交通运输"] - 1
    assert corrected.predict([text])[0].label == "环境保护"


def test_the_order_of_examples_does_not_matter():
    shuffled = letters()
    random.Random(3).shuffle(shuffled)

    assert FieldModel.fit(shuffled).to_bytes() == model().to_bytes()


def test_two_labels_are_enough():
    two = [one for one in letters() if one.label in ("交通运输", "环境保护")]

    found = FieldModel.fit(two).predict(["公交班次太少", "河水污染"])

    assert [one.label for one in found] == ["交通运输", "环境保护"]


@pytest.mark.parametrize(
    ("examples", "sentence"),
    [
        ([], "至少要有两种标签"),
        ([Example("甲", "一"), Example("乙", "一")], "至少要有两种标签"),
        ([Example("甲", "一"), Example("乙", "一"), Example("丙", "二")], "“二”只有 1 条"),
    ],
)
def test_too_little_to_learn_from_is_refused(examples: list[Example], sentence: str):
    with pytest.raises(TooFewExamples, match=sentence):
        FieldModel.fit(examples)


def test_four_examples_are_learnt_but_never_sure():
    few = [Example("公交班次太少", "交通"), Example("公交不按时发车", "交通")]
    few += [Example("河水被污染", "环保"), Example("河水发黑污染", "环保")]

    found = FieldModel.fit(few).predict(["公交太少", "河水污染"])

    assert [one.label for one in found] == ["交通", "环保"]
    assert not any(one.sure for one in found)


def test_asking_for_more_certainty_leaves_more_to_people():
    strict = FieldModel.fit(letters(), training=Training(sure_accuracy=1.0))

    assert coverage(strict.predict([one.text for one in letters(40, seed=8)])) == 0


def test_why_names_words_and_no_halves_of_two() -> None:
    text = "和宏村公交班次太少，希望尽快处理。"

    terms = [one.term for one in model().why(text)]

    assert set(terms) <= words_of(text)
    assert "公交" in terms
    assert "交班" not in terms
