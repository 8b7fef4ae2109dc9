"""One author's set phrases, found by what they serve: the same words for different matters.

A run of words that one author uses in several different stories is his template and weighs nothing. The same run
in ten letters about one matter is the matter itself, so letters are first gathered into stories by their headlines.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
import scipy.sparse as sp

from sanxin_engines.opinions.partition import Partition
from sanxin_engines.opinions.reading import Reading, usual_share
from sanxin_engines.opinions.weights import ELSEWHERE, Sparse

SAME_STORY = 0.45  # share of a headline, weighed by rarity, that the other letter repeats
BLOCK = 500
Words = tuple[str, ...]


def mute_templates(
    readings: Sequence[Reading], authors: Sequence[str | None], *, stories: int, words: int
) -> list[Reading]:
    """The readings, the templates of each author taken out: runs of `words` words in `stories` stories or more."""
    muted = list(readings)
    by_author: dict[str, list[int]] = defaultdict(list)
    for position, author in enumerate(authors):
        if author:
            by_author[author].append(position)
    weight = _rarity(readings)
    for positions in by_author.values():
        if len(positions) >= stories:
            letters = [readings[place] for place in positions]
            for place, letter in zip(positions, _mute_author(letters, weight, stories, words), strict=True):
                muted[place] = letter
    return muted


def _mute_author(letters: list[Reading], weight: dict[str, float], stories: int, words: int) -> list[Reading]:
    texts = [(letter.headline_words, letter.body_words) for letter in letters]
    story = _stories(texts, weight)
    runs = _template_runs(texts, story, stories, words)
    if not runs:
        return letters
    # Who writes by template has a title by template too, often of single words around the matter.
    frame = {run[0] for run in _template_runs([(head, ()) for head, _ in texts], story, stories, 1)}
    return [
        replace(
            letter,
            headline=_without_words(letter.headline, frame),
            headline_words=tuple(word for word in _without(letter.headline_words, runs, words) if word not in frame),
            body_words=_without(letter.body_words, runs, words),
        )
        for letter in letters
    ]


def _rarity(readings: Sequence[Reading]) -> dict[str, float]:
    """Inverse document frequency over headlines, everyday words counted as everyday in few letters too."""
    seen = Counter(word for reading in readings for word in set(reading.headline_words))
    total = 1 + len(readings) + ELSEWHERE
    return {word: math.log(total / (1 + count + ELSEWHERE * usual_share(word))) + 1 for word, count in seen.items()}


def _stories(texts: list[tuple[Words, Words]], weight: dict[str, float]) -> list[int]:
    """Letters of which each finds the other's headline words, by rarity, in its own text tell one story."""
    column: dict[str, int] = {}
    for head, _ in texts:
        for word in head:
            column.setdefault(word, len(column))
    heads = _holds([head for head, _ in texts], column)
    wholes = _holds([head + body for head, body in texts], column)
    heads = heads @ sp.diags(np.array([weight[word] ** 2 for word in column]))
    mass = np.asarray(heads.sum(axis=1)).ravel()
    heads = sp.csr_matrix(sp.diags(1 / np.where(mass > 0, mass, 1)) @ heads)
    partition = Partition(len(texts))
    for start in range(0, len(texts), BLOCK):  # an office's own code may stand on ten thousand letters
        block = slice(start, start + BLOCK)
        shared = (heads[block] @ wholes.T + wholes[block] @ heads.T).tocoo()
        same = shared.data >= 2 * SAME_STORY
        for one, other in zip((shared.row[same] + start).tolist(), shared.col[same].tolist(), strict=True):
            partition.join(one, other)
    return [int(root) for root in partition.roots()]


def _holds(texts: list[Words], column: dict[str, int]) -> Sparse:
    """Shape (texts, words of headlines): 1 where a text holds the word."""
    rows = [sorted({column[word] for word in text if word in column}) for text in texts]
    starts = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(starts[-1]))
    return sp.csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(column)))


def _template_runs(texts: list[tuple[Words, Words]], story: list[int], stories: int, words: int) -> set[Words]:
    told: dict[Words, set[int]] = defaultdict(set)
    for (head, body), number in zip(texts, story, strict=True):
        for run in (*_runs(head, words), *_runs(body, words)):
            told[run].add(number)
    return {run for run, numbers in told.items() if len(numbers) >= stories}


def _runs(text: Words, words: int) -> list[Words]:
    return [text[start : start + words] for start in range(len(text) - words + 1)]


def _without(text: Words, runs: set[Words], words: int) -> Words:
    drop = {start + k for start, run in enumerate(_runs(text, words)) if run in runs for k in range(words)}
    return tuple(word for place, word in enumerate(text) if place not in drop) if drop else text


def _without_words(headline: str, words: set[str]) -> str:
    for word in sorted(words, key=lambda word: (-len(word), word)):
        headline = headline.replace(word, "")
    return headline
