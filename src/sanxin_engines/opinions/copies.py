"""Copies of one text: the same letters (found by hash), or nearly so (found by MinHash, proven by Jaccard).

A copy adds a person, never a text: a petition sent by fifty people is one text of fifty people.
Source: Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sanxin_engines.opinions.partition import Labels, Partition, groups_of
from sanxin_engines.opinions.reading import Reading

SHINGLE = 5
BANDS, ROWS = 16, 4  # finds an overlap of .8 with certainty 1 - (1 - .8^4)^16 = .9998
DETAILS = re.compile(r"[0-9]+|[a-z]+[0-9]*")
Hashes = npt.NDArray[np.uint64]


def find_copies(readings: Sequence[Reading], *, overlap: float, seed: int) -> Labels:
    """Shape (n,): the smallest position that carries the same text."""
    partition = Partition(len(readings))
    first_seen: dict[str, int] = {}
    for position, reading in enumerate(readings):
        if reading.letters:
            partition.join(first_seen.setdefault(reading.letters, position), position)
    distinct = sorted(first_seen.values())
    texts = [readings[position].letters for position in distinct]
    for one, other in _near_pairs(texts, overlap, seed):
        if _same_matter(readings[distinct[one]], readings[distinct[other]]):
            partition.join(distinct[one], distinct[other])
    return partition.roots()


def _same_matter(one: Reading, other: Reading) -> bool:
    """A form letter about another house or road is no copy: figures and headline must agree as well."""
    if set(DETAILS.findall(one.headline)) != set(DETAILS.findall(other.headline)):
        return False
    mine, yours = set(one.headline_words), set(other.headline_words)
    return 2 * len(mine & yours) >= min(len(mine), len(yours))


def _near_pairs(texts: Sequence[str], overlap: float, seed: int) -> list[tuple[int, int]]:
    shingles = [_shingles(text) for text in texts]
    signatures = _signatures(shingles, seed)
    found: set[tuple[int, int]] = set()
    for band in range(BANDS):
        keys = signatures[:, band * ROWS : (band + 1) * ROWS]
        _, labels = np.unique(keys, axis=0, return_inverse=True)
        for group in groups_of(labels.reshape(-1).astype(np.int64)):
            # Against the first of the bucket and the one before: linear where a thousand texts share one.
            found.update((group[0], other) for other in group[1:])
            found.update(pairwise(group))
    return [pair for pair in sorted(found) if _jaccard(shingles[pair[0]], shingles[pair[1]]) >= overlap]


def _shingles(text: str) -> Hashes:
    """Distinct hashes of all runs of `SHINGLE` characters, ascending."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    width = min(SHINGLE, len(codes))
    hashes = np.zeros(len(codes) - width + 1, dtype=np.uint64)
    for offset in range(width):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + len(hashes)]
    return np.unique(hashes)


def _signatures(shingles: Sequence[Hashes], seed: int) -> Hashes:
    """Shape (n, BANDS * ROWS): the least of each permuted hash, by multiply-add-shift."""
    random = np.random.default_rng(seed)
    factors = random.integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    terms = random.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
    signatures = np.empty((len(shingles), BANDS * ROWS), dtype=np.uint64)
    for position, hashes in enumerate(shingles):
        signatures[position] = ((hashes[:, None] * factors + terms) >> np.uint64(20)).min(axis=0)
    return signatures


def _jaccard(one: Hashes, other: Hashes) -> float:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
