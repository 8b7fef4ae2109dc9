"""One author's set phrases, found by what they serve: the same words for different matters.

A run of words that one author uses in several different stories is his template and weighs nothing. The same run
in ten letters about one matter is the matter itself, so letters are first gathered into stories by their headlines.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sanxin_engines.opinions.partition import Partition
from sanxin_engines.opinions.reading import Reading

SAME_STORY = 0.45  # share of a headline, weighed by rarity, that the other letter repeats
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
            letters = [(readings[place].headline_words, readings[place].body_words) for place in positions]
            runs = _template_runs(letters, _stories(letters, weight), stories, words)
            for place, (head, body) in zip(positions, letters, strict=True) if runs else ():
                head, body = _without(head, runs, words), _without(body, runs, words)
                muted[place] = replace(readings[place], headline_words=head, body_words=body)
    return muted


def _rarity(readings: Sequence[Reading]) -> dict[str, float]:
    seen = Counter(word for reading in readings for word in set(reading.headline_words))
    return {word: math.log((1 + len(readings)) / (1 + count)) + 1 for word, count in seen.items()}


def _stories(texts: list[tuple[Words, Words]], weight: dict[str, float]) -> list[int]:
    """Letters of which each finds the other's headline words, by rarity, in its own text tell one story."""
    heads, wholes = [set(head) for head, _ in texts], [{*head, *body} for head, body in texts]
    mass = [_mass(head, weight) for head in heads]
    partition = Partition(len(texts))
    for one in range(len(texts)):
        for other in range(one):
            there = _mass(heads[one] & wholes[other], weight) / (mass[one] or 1)
            back = _mass(heads[other] & wholes[one], weight) / (mass[other] or 1)
            if there + back >= 2 * SAME_STORY:
                partition.join(one, other)
    return [int(root) for root in partition.roots()]


def _mass(words: set[str], weight: dict[str, float]) -> float:
    return math.fsum(weight[word] ** 2 for word in words)


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
