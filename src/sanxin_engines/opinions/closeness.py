"""How near the texts of one problem are, block by block: memory grows with its texts, not with their square."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sanxin_engines.opinions.features import Dense, Features
from sanxin_engines.opinions.partition import Labels

BLOCK = 512


@dataclass(frozen=True, slots=True)
class Closeness:
    """Of every text: its mean similarity to all (itself included), its nearest other text, and how near that is."""

    rows: Features
    middle: Dense
    nearest: Labels
    similarity: Dense

    def to(self, place: int) -> Dense:
        """Shape (n,): similarities to the text at `place`."""
        return self.rows.likeness(self.rows.rows(np.array([place], dtype=np.int64)))[:, 0]


def closeness(rows: Features) -> Closeness:
    count = rows.dense.shape[0]
    middle = np.zeros(count, dtype=np.float32)
    nearest = np.zeros(count, dtype=np.int64)
    similarity = np.zeros(count, dtype=np.float32)
    for start in range(0, count, BLOCK):
        places = np.arange(start, min(start + BLOCK, count), dtype=np.int64)
        alike = rows.rows(places).likeness(rows)
        middle[places] = alike.mean(axis=1)
        alike[places - start, places] = -1
        nearest[places] = alike.argmax(axis=1)
        similarity[places] = alike.max(axis=1)
    return Closeness(rows, middle, nearest, similarity)
