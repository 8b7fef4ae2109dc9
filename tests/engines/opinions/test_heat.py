"""Heat counts people; messages are shown and never weigh."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sanxin_engines.opinions import HeatWeights, Voice
from sanxin_engines.opinions.heat import count_people, heat_of

NOW = datetime(2026, 6, 30)  # noqa: DTZ001 - sheets carry no time zone
WEIGHTS = HeatWeights()


def voice(number: int, **changes: object) -> Voice:
    return replace(Voice(str(number), "", "", author=f"u{number}", at=NOW), **changes)  # type: ignore[arg-type]


def heat(voices: list[Voice], places: tuple[str, ...] = ()):
    return heat_of(voices, range(len(voices)), places, NOW, WEIGHTS)


def test_known_voices_give_a_known_score():
    found = heat([voice(1, likes=7), voice(2, at=NOW - timedelta(days=90))], ("东村", "西村"))

    assert (found.recency, found.spread, found.persistence) == (0.75, 0.25, 0.2)
    # (10·log2 2 + 4·log2 8 + 8·0.75 + 4·0.25 + 8·0.2) · (1 - 0.75²)
    assert found.score == pytest.approx((10 + 12 + 6 + 1 + 1.6) * 0.4375, abs=1e-3)
    assert found.weights == WEIGHTS.version


def test_more_messages_of_the_same_people_are_no_hotter():
    twice = [voice(1), voice(2), voice(3, author="u1"), voice(4, author="u2")]

    assert heat(twice).score == heat(twice[:2]).score
    assert heat(twice).messages == 4


def test_more_people_and_more_likes_are_hotter():
    pair = [voice(1), voice(2)]

    assert heat([*pair, voice(3)]).score > heat(pair).score
    assert heat([voice(1, likes=900), voice(2)]).score > heat(pair).score


def test_one_person_is_cooler_than_two():
    assert heat([voice(1), voice(2, author="u1")]).score < heat([voice(1), voice(2)]).score


def test_a_voice_from_the_future_counts_as_of_today():
    assert heat([voice(1, at=NOW + timedelta(days=400))]).recency == 1


def test_voices_without_time_are_neither_recent_nor_lasting():
    found = heat([voice(1, at=None), voice(2, at=None)])

    assert (found.recency, found.persistence) == (0, 0)


def test_nameless_voices_are_persons_of_their_own_unless_they_share_a_text():
    nameless = [voice(1, author=None), voice(2, author=None), voice(3, author=None)]

    assert count_people(nameless, [1, 2, 2]) == 2
