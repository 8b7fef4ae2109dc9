"""The figures of every statement, against another program's on the same groups."""

import json
from pathlib import Path

import numpy as np
import pytest

from sanxin_engines.consensus import Vote, statistics, tabulate
from sanxin_engines.consensus.figures import Tallies, common_jeffreys, divisiveness, ratio_test, share, share_test
from tests.engines.consensus.sample import votes

# What red-dwarf 0.4.0 (calculate_comment_statistics_dataframes) says of tests.engines.consensus.sample in three groups.
THEIRS = json.loads(Path(__file__).with_name("red_dwarf.json").read_text(encoding="utf-8"))


def test_every_figure_equals_red_dwarfs() -> None:
    ours = {one.id: one for one in statistics(tabulate(votes()), THEIRS["groups"])}

    assert set(ours) == set(THEIRS["statements"])
    for name, theirs in THEIRS["statements"].items():
        assert ours[name].consensus == pytest.approx(theirs["consensus"], abs=1e-12)
        assert ours[name].consensus_disagree == pytest.approx(theirs["consensus_disagree"], abs=1e-12)
        for part, figures in zip(ours[name].by_group, theirs["by_group"], strict=True):
            assert {key: getattr(part, key) for key in figures} == pytest.approx(figures, abs=1e-12)


def test_a_share_is_smoothed_by_one_on_each_side() -> None:
    assert share(np.array([0, 3]), np.array([0, 4])).tolist() == [0.5, 4 / 6]


def test_the_tests_are_zero_where_nothing_speaks_for_either_side() -> None:
    assert share_test(np.array([1]), np.array([3])).tolist() == [0.0]
    assert ratio_test(np.array([2]), np.array([2]), np.array([4]), np.array([4])).tolist() == [0.0]
    assert ratio_test(np.array([4]), np.array([9]), np.array([4]), np.array([9])).tolist() == [0.0]


def test_jeffreys_consensus_does_not_sink_with_the_number_of_groups() -> None:
    two, four = np.full((2, 1), 9), np.full((4, 1), 9)

    assert common_jeffreys(two, two + 1).tolist() == pytest.approx(common_jeffreys(four, four + 1).tolist())


def test_a_group_that_did_not_answer_makes_no_gap() -> None:
    silent = Tallies(np.array([[10], [0]]), np.array([[10], [0]]), np.array([[0], [0]]))
    split = Tallies(np.array([[10], [10]]), np.array([[10], [0]]), np.array([[0], [10]]))

    assert divisiveness(silent).tolist() == [0.0]
    assert divisiveness(split).tolist() == pytest.approx([10 / 11])


def test_counts_are_over_everybody_and_figures_over_the_groups() -> None:
    table = tabulate([*votes(), Vote("visitor", "0", -1, at=1e9)])
    [first, *_] = statistics(table, THEIRS["groups"])

    assert first.n == sum(part.n for part in first.by_group) + 1
    assert first.passed == first.n - first.agree - first.disagree
