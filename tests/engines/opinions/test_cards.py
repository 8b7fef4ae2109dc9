"""A card shows why its voices are together, and shows nobody's number."""

from dataclasses import replace

import numpy as np
import pytest

from sanxin_engines.opinions import Problem, Voice, synthesize
from sanxin_engines.opinions.cleaning import mask_numbers
from sanxin_engines.opinions.closeness import closeness
from sanxin_engines.opinions.features import learn_space
from sanxin_engines.opinions.reading import Reader, read_all
from sanxin_engines.opinions.settings import DEFAULT
from tests.engines.opinions.sample import NOW, letters


def hottest(voices: list[Voice] | None = None) -> Problem:
    return synthesize(voices or letters(), now=NOW).problems[0]


def test_quotes_are_word_for_word_and_of_distinct_people():
    by_id = {voice.id: voice for voice in letters()}

    quotes = hottest().quotes

    assert all(quote.text in by_id[quote.voice].text for quote in quotes)
    assert len({by_id[quote.voice].author for quote in quotes}) == len(quotes) == 4


def test_phone_and_identity_numbers_are_hidden():
    told = [
        replace(voice, title=f"{voice.title} 13912345678", text=f"联系13912345678或11010519491231002X：{voice.text}")
        for voice in letters()
    ]

    card = hottest(told)

    assert "13912345678" not in repr(card)
    assert "11010519491231002X" not in repr(card)
    assert "［电话］" in card.title


def test_other_numbers_stay():
    assert mask_numbers("欠款1300000元，合同号20240101") == "欠款1300000元，合同号20240101"


def test_shared_terms_name_their_voices():
    reasons = hottest().reasons

    by_term = {term.term: term.voices for term in (*reasons.shared_terms, *reasons.shared_places)}
    assert by_term["麻将馆"] == ("101", "102", "103", "104")
    assert "青柳小区" in by_term


def test_every_voice_has_its_nearest():
    problem = hottest()

    for neighbour in problem.reasons.neighbours:
        assert neighbour.nearest in set(problem.voices) - {neighbour.voice}
        assert 0 < neighbour.similarity <= 1


def test_a_copys_nearest_is_its_copy():
    told = [*letters(), replace(letters()[0], id="100", author="某人")]

    problem = next(p for p in synthesize(told, now=NOW).problems if "100" in p.voices)

    nearest = {found.voice: (found.nearest, found.similarity) for found in problem.reasons.neighbours}
    assert nearest["100"] == ("101", 1.0)
    assert nearest["101"] == ("100", 1.0)


def test_first_and_last_are_the_voices_own():
    problem = hottest()
    times = sorted(voice.at for voice in letters() if voice.id in problem.voices and voice.at)

    assert (problem.first, problem.last) == (times[0], times[-1])


def test_the_place_of_a_voice_is_a_place_of_the_problem():
    told = [replace(voice, place="城关镇") for voice in letters()]

    assert hottest(told).places[0] == "城关镇"


def test_closeness_in_blocks_is_closeness_at_once(monkeypatch: pytest.MonkeyPatch):
    _, rows = learn_space(read_all(letters(), Reader(DEFAULT)), DEFAULT)
    everybody = np.arange(len(letters()))
    at_once = closeness(rows, everybody)

    monkeypatch.setattr("sanxin_engines.opinions.closeness.FEW", 0)
    monkeypatch.setattr("sanxin_engines.opinions.closeness.BLOCK", 5)
    in_blocks = closeness(rows, everybody)

    assert in_blocks.nearest.tolist() == at_once.nearest.tolist()
    assert in_blocks.middle == pytest.approx(at_once.middle, abs=1e-6)
    assert in_blocks.similarity == pytest.approx(at_once.similarity, abs=1e-6)
    assert at_once.to(2)[at_once.nearest[2]] == pytest.approx(at_once.similarity[2], abs=1e-6)
    assert in_blocks.to(2) == pytest.approx(at_once.to(2), abs=1e-6)
