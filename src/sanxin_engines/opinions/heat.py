"""Heat: people, likes, recency, spread and persistence, every part shown. Messages are counted but never weigh."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import datetime

from sanxin_engines.opinions.problems import Heat
from sanxin_engines.opinions.settings import HeatWeights
from sanxin_engines.opinions.voices import Voice

DAY = 86_400.0
PLACES_FULL, MONTHS_FULL = 5, 6  # from here on spread and persistence are full


def heat_of(
    voices: Sequence[Voice], texts: Sequence[int], places: Collection[str], now: datetime, weights: HeatWeights
) -> Heat:
    """`texts` (one per voice): copies of one text carry one number."""
    people = count_people(voices, texts)
    likes = sum(max(voice.likes, 0) for voice in voices)
    recency = _recency(voices, now, weights.half_life_days)
    spread = min(max(len(places) - 1, 0) / (PLACES_FULL - 1), 1.0)
    persistence = _persistence(voices)
    score = (
        weights.people * math.log2(people)
        + weights.likes * math.log2(1 + likes)
        + weights.recency * recency
        + weights.spread * spread
        + weights.persistence * persistence
    ) * _trust(people)
    return Heat(
        score=round(score, 3),
        people=people,
        messages=len(voices),
        likes=likes,
        recency=round(recency, 3),
        spread=round(spread, 3),
        persistence=round(persistence, 3),
        weights=weights.version,
    )


def count_people(voices: Sequence[Voice], texts: Sequence[int]) -> int:
    """Distinct authors. A voice without author is a person of its own, but copies of one text only once."""
    named = {voice.author for voice in voices if voice.author}
    nameless = {text for voice, text in zip(voices, texts, strict=True) if not voice.author}
    return len(named) + len(nameless)


def _trust(people: int) -> float:
    """One person is one person, however often he writes: a quarter alone, nearly all from four people on."""
    return 1 - 0.75**people if people > 1 else 0.25


def _recency(voices: Sequence[Voice], now: datetime, half_life_days: float) -> float:
    """Mean over the voices of 1 (now) … 0 (long ago); a voice without a time counts 0."""
    ages = [max((now - voice.at).total_seconds() / DAY, 0.0) for voice in voices if voice.at]
    return math.fsum(0.5 ** (age / half_life_days) for age in ages) / len(voices)


def _persistence(voices: Sequence[Voice]) -> float:
    """Months in which it was raised, the first one not counted."""
    months = {(voice.at.year, voice.at.month) for voice in voices if voice.at}
    return min(max(len(months) - 1, 0) / (MONTHS_FULL - 1), 1.0)
