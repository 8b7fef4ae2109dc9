"""Accepted figures on real letters. The data carry no licence and stay outside the repository."""

import pytest
from bench.opinions.grouping import NOW, SHARED, Scores, gold_issues, groups_of, real_voices, scores

from sanxin_engines.opinions import Synthesis, build_index, suggest, synthesize

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(
        not (SHARED / "opinions").is_dir(), reason="NO REAL DATA: set SANXIN_SHARED to the folder that holds opinions/"
    ),
]


@pytest.fixture(scope="module")
def synthesis() -> Synthesis:
    return synthesize(real_voices(), now=NOW)


def test_one_setting_reaches_what_was_promised(synthesis: Synthesis):
    found = scores(groups_of(synthesis), gold_issues())

    assert found.all >= 0.90
    assert found.five >= 0.93
    assert found.pair >= 0.92


def test_the_ten_hottest_are_of_many_people(synthesis: Synthesis):
    assert all(problem.heat.people >= 5 for problem in synthesis.problems[:10])


def test_a_suggestion_finds_the_problem_of_a_known_letter(synthesis: Synthesis):
    voices = real_voices()
    index = build_index(synthesis, voices)
    home = groups_of(synthesis)
    letters = [voice for problem in synthesis.problems[:40] for voice in voices if voice.id == problem.voices[-1]]

    hits = sum(
        home[voice.id] in {found.problem for found in suggest(index, voice.text, title=voice.title)}
        for voice in letters
    )

    assert hits / len(letters) >= 0.97


def test_scores_of_a_perfect_and_of_a_useless_grouping():
    issues = {"a": {"1", "2"}, "b": {"3", "4", "5", "6", "7"}}
    perfect = {voice: name for name, issue in issues.items() for voice in issue}

    assert scores(perfect, issues) == Scores(1.0, 1.0, 1.0)
    assert scores({voice: voice for voice in perfect}, issues).pair == 0.0
