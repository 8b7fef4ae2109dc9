"""How well fields are learnt is asked of models that have not seen what they are asked."""

import pytest

from sanxin_engines.opinions.fields import Example, TooFewExamples, cross_validate
from tests.engines.opinions.fields.letters import letters


def test_clear_fields_are_found() -> None:
    found = cross_validate(letters())

    assert found.examples == len({one.text for one in letters()})
    assert found.accuracy > 0.8
    assert 0 <= found.sure_share <= 1
    assert set(found.recall) == {one.label for one in letters()}


def test_any_order_gives_the_same_figures() -> None:
    assert cross_validate(letters()) == cross_validate(letters()[::-1])


def test_what_cannot_be_known_is_not_claimed() -> None:
    """Labels without any bearing on the words: about half is right, and nothing is sure."""
    noise = [
        Example(f"来信第{number}号{'甲乙丙丁'[number % 4]}", "AB"[number * number // 3 % 2]) for number in range(60)
    ]

    found = cross_validate(noise)

    assert found.accuracy < 0.8
    assert found.sure_accuracy is None or found.sure_share < 0.5


def test_the_same_text_is_asked_once_and_never_seen_before() -> None:
    """Said a hundred times, it still is one text: it cannot be learnt from its own copy."""
    once = [*letters(40), Example("独一份的怪事没人听过", "教育文体")]

    assert cross_validate([*once, *once[-1:] * 99]) == cross_validate(once)


def test_a_correction_stands_for_its_text() -> None:
    first = letters()[0]
    other = next(one.label for one in letters() if one.label != first.label)

    found = cross_validate(letters(), [Example(first.text, other)])

    assert found.examples == cross_validate(letters()).examples


def test_too_few_are_refused() -> None:
    with pytest.raises(TooFewExamples):
        cross_validate([Example("甲", "一"), Example("乙", "一"), Example("丙", "二")])
