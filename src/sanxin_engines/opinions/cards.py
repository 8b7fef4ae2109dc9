"""The card of a problem: title, key terms, quotes, places, period, heat, and why its voices are together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from sanxin_engines.opinions.closeness import Closeness, closeness
from sanxin_engines.opinions.features import Features
from sanxin_engines.opinions.heat import heat_of
from sanxin_engines.opinions.identities import Identity
from sanxin_engines.opinions.keywords import key_terms, shared_places, shown, who_uses
from sanxin_engines.opinions.partition import Labels
from sanxin_engines.opinions.problems import Neighbour, Problem, Quote, Reasons
from sanxin_engines.opinions.reading import Reading
from sanxin_engines.opinions.sentences import telling_sentence, title_of
from sanxin_engines.opinions.settings import Settings
from sanxin_engines.opinions.voices import Voice

PLACES_SHOWN = 6
NEW_ANGLE = 0.6  # maximal marginal relevance: what a quote says against what others said already


@dataclass(frozen=True, slots=True)
class Archive:
    """All that cards are written from; lists by position of the voice."""

    voices: Sequence[Voice]
    readings: Sequence[Reading]
    copies: Labels
    features: Features
    frequency: Counter[str]
    now: datetime
    settings: Settings


def write_card(archive: Archive, members: list[int], identity: Identity) -> Problem:
    """`members` ascending; the first voice of every text stands for its copies."""
    voices = [archive.voices[place] for place in members]
    texts = [int(archive.copies[place]) for place in members]
    faces = sorted(_first_of_each(members, texts).values())
    near = closeness(archive.features, np.array(faces, dtype=np.int64))
    distinct = [archive.readings[place] for place in faces]
    words = key_terms(distinct, archive.frequency, len(archive.voices), archive.settings.keywords)
    named = shared_places(distinct, PLACES_SHOWN)
    places = tuple(dict.fromkeys([*sorted({v.place for v in voices if v.place}), *map(shown, named)]))
    times = sorted(voice.at for voice in voices if voice.at)
    medoid = archive.voices[faces[int(near.middle.argmax())]]
    pairs = [(archive.voices[place].id, archive.readings[place]) for place in members]
    return Problem(
        id=identity.id,
        title=identity.name or title_of(medoid),
        heat=heat_of(voices, texts, places, archive.now, archive.settings.heat),
        keywords=tuple(map(shown, words)),
        quotes=_quotes(archive, faces, near, words),
        voices=tuple(voice.id for voice in voices),
        duplicates=_duplicates(voices, texts),
        places=places,
        first=times[0] if times else None,
        last=times[-1] if times else None,
        reasons=Reasons(
            who_uses(words, pairs), who_uses(named, pairs), _neighbours(archive, members, texts, faces, near)
        ),
        locked=identity.locked,
        proposed=identity.proposed,
    )


def _first_of_each(members: list[int], texts: list[int]) -> dict[int, int]:
    """Text → its first voice."""
    return dict(zip(reversed(texts), reversed(members), strict=True))


def _quotes(archive: Archive, faces: list[int], near: Closeness, words: list[str]) -> tuple[Quote, ...]:
    """Sentences of distinct authors: each near the middle of the problem, yet unlike those chosen before."""
    said = np.zeros(len(faces), dtype=np.float32)
    open_to = np.ones(len(faces), dtype=bool)
    authors = [archive.voices[place].author or place for place in faces]
    quotes: list[Quote] = []
    while open_to.any() and len(quotes) < archive.settings.quotes:
        worth = np.where(open_to, NEW_ANGLE * near.middle - (1 - NEW_ANGLE) * said, -np.inf)
        chosen = int(worth.argmax())
        voice = archive.voices[faces[chosen]]
        quotes.append(Quote(voice.id, telling_sentence(voice, words)))
        said = np.maximum(said, near.to(chosen))
        open_to &= np.array([author != authors[chosen] for author in authors])
    return tuple(quotes)


def _duplicates(voices: list[Voice], texts: list[int]) -> tuple[tuple[str, ...], ...]:
    groups: dict[int, list[str]] = {}
    for voice, text in zip(voices, texts, strict=True):
        groups.setdefault(text, []).append(voice.id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _neighbours(
    archive: Archive, members: list[int], texts: list[int], faces: list[int], near: Closeness
) -> tuple[Neighbour, ...]:
    """A copy's nearest is another copy; every other voice's nearest is the most similar text."""
    row = {place: number for number, place in enumerate(faces)}
    face = _first_of_each(members, texts)
    last = dict(zip(texts, members, strict=True))
    found: list[Neighbour] = []
    for place, text in zip(members, texts, strict=True):
        if last[text] != face[text]:
            other, value = (last[text] if place == face[text] else face[text]), 1.0
        elif len(faces) > 1:
            other, value = faces[near.nearest[row[place]]], float(near.similarity[row[place]])
        else:
            other, value = place, 0.0
        name = archive.voices[other].id if other != place else None
        found.append(Neighbour(archive.voices[place].id, name, round(min(max(value, 0.0), 1.0), 4)))
    return tuple(found)
