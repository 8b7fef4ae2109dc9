"""How near the texts of one problem are, block by block: memory grows with its texts, not with their square."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sanxin_engines.opinions.features import Dense, Features
from sanxin_engines.opinions.partition import Labels

BLOCK = 512
FEW = 128  # texts whose terms are unfolded at once: most problems have three, and are many


@dataclass(frozen=True, slots=True)
class Closeness:
    """Of every text: its mean similarity to all (itself included), its nearest other text, and how near that is."""

    middle: Dense
    nearest: Labels
    similarity: Dense
    rows: Features | None  # of many texts
    alike: Dense | None  # of few

    def to(self, place: int) -> Dense:
        """Shape (n,): similarities to the text at `place`."""
        if self.alike is not None:
            return np.asarray(self.alike[place])
        assert self.rows is not None
        return self.rows.likeness(self.rows.rows(np.array([place], dtype=np.int64)))[:, 0]


def closeness(features: Features, positions: Labels) -> Closeness:
    """Of the texts at these positions (n,), among themselves; numbers in the result count within `positions`."""
    if len(positions) > FEW:
        return _of_many(features.rows(positions).compact())
    unfolded = _unfolded(features, positions)
    alike = unfolded @ unfolded.T
    others = alike.copy()
    np.fill_diagonal(others, -1)
    return Closeness(alike.mean(axis=1), others.argmax(axis=1), others.max(axis=1), None, alike)


def _unfolded(features: Features, positions: Labels) -> Dense:
    """Shape (n, terms used + dimensions): the rows with every term in a column of its own."""
    starts, stops = features.sparse.indptr[positions], features.sparse.indptr[positions + 1]
    parts = [slice(start, stop) for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
    terms = np.concatenate([features.sparse.indices[part] for part in parts])
    used, column = np.unique(terms, return_inverse=True)
    row = np.repeat(np.arange(len(parts)), stops - starts)
    whole = np.zeros((len(parts), len(used) + features.dense.shape[1]), dtype=np.float32)
    whole[row, column] = np.concatenate([features.sparse.data[part] for part in parts])
    whole[:, len(used) :] = features.dense[positions]
    return whole


def _of_many(rows: Features) -> Closeness:
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
    return Closeness(middle, nearest, similarity, rows, None)
