"""Groups, order and numbers of a known sample."""

import random
from dataclasses import replace

import pytest

from sanxin_engines.opinions import MixedClocks, RepeatedVoice, Voice, synthesize
from tests.engines.opinions.sample import ALONE, NOW, STORIES, ids_of, letters


def test_every_story_becomes_one_problem_and_the_rest_stands_alone():
    synthesis = synthesize(letters(), now=NOW)

    assert {frozenset(problem.voices) for problem in synthesis.problems} == {
        frozenset(ids_of(name)) for name in STORIES
    }
    assert len(synthesis.unassigned) == len(ALONE)


def test_known_letters_give_known_numbers():
    hottest = synthesize(letters(), now=NOW).problems[0]

    assert (hottest.id, hottest.voices) == ("P-101", ("101", "102", "103", "104"))
    assert hottest.title == "青柳小区麻将馆太吵"
    assert "麻将馆" in hottest.keywords
    assert "青柳小区" in hottest.places
    assert (hottest.heat.people, hottest.heat.messages, hottest.heat.likes) == (4, 4, 6)
    assert hottest.heat.score == pytest.approx(26.292, abs=1e-3)


def test_order_of_the_input_does_not_matter():
    shuffled = letters()
    random.Random(3).shuffle(shuffled)

    assert repr(synthesize(shuffled, now=NOW)) == repr(synthesize(letters(), now=NOW))


def test_ids_are_derived_from_the_smallest_voice():
    assert {problem.id for problem in synthesize(letters(), now=NOW).problems} == {"P-101", "P-105", "P-108", "P-111"}


def test_hottest_first():
    scores = [problem.heat.score for problem in synthesize(letters(), now=NOW).problems]

    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "voices",
    [
        [],
        [Voice("1", "", "")],
        [Voice("1", "", ""), Voice("2", "", "")],
        [Voice("1", "标题", ""), Voice("2", "", "！！！")],
        [Voice("1", "a", "b"), Voice("2", "a", "c")],
    ],
)
def test_next_to_nothing_is_no_problem(voices: list[Voice]):
    synthesis = synthesize(voices, now=NOW)

    assert synthesis.problems == ()
    assert synthesis.unassigned == tuple(voice.id for voice in voices)


def test_a_repeated_id_is_refused():
    with pytest.raises(RepeatedVoice, match="'7'"):
        synthesize([Voice("7", "a", "b"), Voice("7", "c", "d")], now=NOW)


def test_instants_with_and_without_time_zone_are_not_mixed():
    with pytest.raises(MixedClocks):
        synthesize([replace(letters()[0], at=NOW.astimezone())], now=NOW)


def test_progress_names_every_step():
    heard: list[tuple[str, int, int]] = []

    synthesize(letters(), now=NOW, progress=lambda *step: heard.append(step))

    assert [name for name, _, _ in heard] == ["read", "copies", "weigh", "compare", "describe", "done"]
    assert heard[-1] == ("done", 5, 5)


def test_letters_without_titles_are_grouped_by_their_text():
    untitled = [replace(voice, title="") for voice in letters()]

    groups = {frozenset(problem.voices) for problem in synthesize(untitled, now=NOW).problems}

    assert frozenset(ids_of("mahjong")) in groups
