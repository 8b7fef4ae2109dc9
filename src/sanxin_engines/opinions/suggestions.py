"""Three problems that a new text may belong to, with reasons. Nothing is assigned: people decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sanxin_engines.opinions.features import Space, Turned, learn_space
from sanxin_engines.opinions.keywords import shown
from sanxin_engines.opinions.problems import Quote, Synthesis
from sanxin_engines.opinions.reading import Reader, Reading, read_all
from sanxin_engines.opinions.sentences import telling_sentence
from sanxin_engines.opinions.settings import DEFAULT, Settings
from sanxin_engines.opinions.voices import Voice, in_canonical_order

if TYPE_CHECKING:
    from sanxin_engines.opinions.embedding import Embedder

NEAREST = 0.7  # a problem is as near as its nearest voice, and a little as near as its second
TERMS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A problem near to a text. `similarity` 0…1; `there` and `here` are the sentences to compare."""

    problem: str
    title: str
    similarity: float
    shared_terms: tuple[str, ...]
    there: Quote
    here: str


@dataclass(frozen=True, slots=True)
class Index:
    """What `suggest` looks things up in; rows are the voices of problems, built once after a run."""

    space: Space
    rows: Turned
    reader: Reader
    voices: list[Voice]
    readings: list[Reading]
    owner: list[str]
    titles: dict[str, str]


def build_index(
    synthesis: Synthesis,
    voices: Iterable[Voice],
    *,
    settings: Settings = DEFAULT,
    embedder: Embedder | None = None,
) -> Index:
    """`voices` are those of the run; the ones that stand alone teach rarity but are not suggested.

    `embedder` is used in place of the model the settings name; who keeps a `Remembering` one embeds a text only once.
    Raises `RepeatedVoice` for an id given twice, `UnusableModel` where the settings name no model.
    """
    reader = Reader(settings)
    ordered = in_canonical_order(voices)
    readings = read_all(ordered, reader)
    space, features = learn_space(readings, settings, embedder)
    owner = {voice: problem.id for problem in synthesis.problems for voice in problem.voices}
    rows = [place for place, voice in enumerate(ordered) if voice.id in owner]
    return Index(
        space=space,
        rows=features.rows(np.array(rows, dtype=np.int64)).turned(),
        reader=reader,
        voices=[ordered[place] for place in rows],
        readings=[readings[place] for place in rows],
        owner=[owner[ordered[place].id] for place in rows],
        titles={problem.id: problem.title for problem in synthesis.problems},
    )


def suggest(index: Index, text: str, k: int = 3, *, title: str = "") -> tuple[Suggestion, ...]:
    """At most `k` problems, nearest first; fewer where fewer have anything in common with the text."""
    reading = index.reader.read(title, text)
    near = index.rows.likeness_to(index.space.place([reading])) if index.voices else np.zeros(0, np.float32)
    rows: dict[str, list[int]] = defaultdict(list)
    for row in np.argsort(-near, kind="stable")[: 40 * max(k, 1)].tolist():
        if near[row] > 0:
            rows[index.owner[row]].append(row)
    worth = {problem: _worth([float(near[row]) for row in found]) for problem, found in rows.items()}
    best = sorted(worth, key=lambda problem: (-worth[problem], problem))[: max(k, 0)]
    return tuple(_suggestion(index, problem, worth[problem], rows[problem][0], reading, text) for problem in best)


def _worth(values: list[float]) -> float:
    return min(NEAREST * values[0] + (1 - NEAREST) * values[min(1, len(values) - 1)], 1.0)


def _suggestion(index: Index, problem: str, worth: float, row: int, reading: Reading, text: str) -> Suggestion:
    voice, other = index.voices[row], index.readings[row]
    there = {*other.words, *other.places}
    column, rarity = index.space.words.column, index.space.words.rarity
    shared = {word for word in (*reading.words, *reading.places) if word in there}
    terms = sorted(shared, key=lambda word: (-float(rarity[column[word]]) if word in column else 0.0, word))
    terms = terms[:TERMS_SHOWN]
    return Suggestion(
        problem=problem,
        title=index.titles[problem],
        similarity=round(worth, 4),
        shared_terms=tuple(map(shown, terms)),
        there=Quote(voice.id, telling_sentence(voice, terms)),
        here=telling_sentence(Voice("", "", text), terms),
    )
