"""Heat in parts, each with its points, so that anybody can add it up again. The formula is the engine's."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sanxin.research.rules.counting import Said
from sanxin_engines.opinions.heat import heat_of
from sanxin_engines.opinions.settings import DEFAULT, HeatWeights
from sanxin_engines.opinions.voices import Voice

PARTS = ("people", "places", "recency", "persistence", "likes")
"""In the order they are shown."""


@dataclass(frozen=True)
class Warmth:
    score: float
    points: dict[str, float]
    """One number a part of `PARTS`; they add up to the score."""
    version: str
    """Of the weights."""


def warmth(
    voices: Sequence[Said], places: Collection[str], *, now: datetime, weights: HeatWeights = DEFAULT.heat
) -> Warmth:
    """How pressing these voices are together.

    >>> from datetime import UTC
    >>> warmth([Said("a", "p", datetime(2026, 1, 1, tzinfo=UTC))], (), now=datetime(2026, 1, 1, tzinfo=UTC)).score
    2.0
    """
    if not voices:
        return Warmth(0.0, {}, weights.version)
    counted = [Voice(id=v.id, title="", text="", author=v.speaker or None, at=v.at, likes=v.likes) for v in voices]
    heat = heat_of(counted, _texts(voices), places, now, weights)
    raw = {
        "people": weights.people * math.log2(heat.people),
        "places": weights.spread * heat.spread,
        "recency": weights.recency * heat.recency,
        "persistence": weights.persistence * heat.persistence,
        "likes": weights.likes * math.log2(1 + heat.likes),
    }
    whole = math.fsum(raw.values())
    trust = heat.score / whole if whole else 0.0  # the engine lets few people weigh less
    return Warmth(heat.score, {part: round(raw[part] * trust, 1) for part in PARTS}, weights.version)


def most_points(part: str, *, weights: HeatWeights = DEFAULT.heat) -> float:
    """What fills the bar of a part: the most it can give, or for open-ended ones what a very hot problem has."""
    ends = {
        "people": weights.people * math.log2(64),
        "places": weights.spread,
        "recency": weights.recency,
        "persistence": weights.persistence,
        "likes": weights.likes * math.log2(256),
    }
    return ends[part]


def whole_points(points: Sequence[float], score: int) -> list[int]:
    """Whole numbers that add up to the score shown beside them; those that lose most by cutting gain first.

    >>> whole_points([61.1, 1.2, 5.4, 3.4, 29.6], 101)
    [61, 1, 6, 3, 30]
    """
    cut = [math.floor(value) for value in points]
    by_loss = sorted(range(len(cut)), key=lambda place: (cut[place] - points[place], place))
    for place in by_loss[: max(score - sum(cut), 0)]:
        cut[place] += 1
    return cut


def _texts(voices: Sequence[Said]) -> list[int]:
    """One number a text: near copies carry that of the first."""
    number = {voice.id: place for place, voice in enumerate(voices)}
    return [number.get(voice.copy_of, place) for place, voice in enumerate(voices)]
