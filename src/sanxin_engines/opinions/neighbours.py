"""Pairs of voices worth comparing. Memory grows with the pairs that are kept, never with n².

Rare terms propose the pairs; common terms and meaning are dense columns and complete the similarity of those pairs
only. Every similarity returned is therefore exact; a pair that shares no rare term is never proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from sanxin_engines.opinions.features import Dense, Features
from sanxin_engines.opinions.settings import Settings
from sanxin_engines.opinions.weights import Sparse

BLOCK_CELLS = 4_000_000  # proposals held at one time
PROPOSAL = 0.035  # what rare terms alone must reach
MATTER = 0.01  # what words that name no place must reach
PAIRS_AT_ONCE = 100_000
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """`one[k] < other[k]` are alike by `similarity[k]`; three columns of one length, sorted, no pair twice."""

    one: Positions
    other: Positions
    similarity: npt.NDArray[np.float32]


def similar_pairs(features: Features, settings: Settings) -> Pairs:
    """Every voice's nearest `settings.neighbours` that reach `settings.floor`."""
    rare, common = _split(features)
    turned = rare.T.tocsr()
    size = rare.shape[0]
    found: list[tuple[Positions, Positions, npt.NDArray[np.float32]]] = []
    for start, stop in _blocks(rare, turned):
        one, other, value = _proposals(rare[start:stop] @ turned, start)
        value = value + _dot(common, one, other)
        keep = value >= settings.floor
        found.append(_nearest(one[keep], other[keep], value[keep], settings.neighbours))
    return _of_one_matter(_unique(found, size), features)


def _of_one_matter(pairs: Pairs, features: Features) -> Pairs:
    """A place that both name is no matter by itself: some other word must be shared."""
    if features.matter is None:
        return pairs
    words = features.sparse[:, features.matter].tocsr()
    keep = np.zeros(len(pairs.one), dtype=bool)
    for start in range(0, len(keep), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        shared = words[pairs.one[part]].multiply(words[pairs.other[part]]).sum(axis=1)
        keep[part] = np.asarray(shared).ravel() >= MATTER
    return Pairs(pairs.one[keep], pairs.other[keep], pairs.similarity[keep])


def _split(features: Features) -> tuple[Sparse, Dense]:
    """Common columns become dense: they touch most voices, and would propose nearly every pair."""
    sparse = features.sparse.tocsc()
    frequency = np.diff(sparse.indptr)
    common = frequency > max(300, sparse.shape[0] // 60)
    dense = np.hstack([features.dense, sparse[:, common].toarray()])
    return sparse[:, ~common].tocsr(), np.ascontiguousarray(dense, dtype=np.float32)


def _blocks(rare: Sparse, turned: Sparse) -> list[tuple[int, int]]:
    """Ranges of rows that each propose about `BLOCK_CELLS` pairs at most."""
    frequency = np.diff(turned.indptr)
    cost = np.asarray((rare != 0).astype(np.int64) @ frequency).ravel()
    edges, spent = [0], 0
    for row, cells in enumerate(cost.tolist()):
        if spent + cells > BLOCK_CELLS and row > edges[-1]:
            edges.append(row)
            spent = 0
        spent += cells
    edges.append(rare.shape[0])
    return list(pairwise(edges))


def _proposals(product: Sparse, start: int) -> tuple[Positions, Positions, npt.NDArray[np.float32]]:
    row = np.repeat(np.arange(start, start + product.shape[0]), np.diff(product.indptr))
    keep = (product.data >= PROPOSAL) & (product.indices != row)
    return row[keep], product.indices[keep].astype(np.int64), product.data[keep]


def _dot(dense: Dense, one: Positions, other: Positions) -> npt.NDArray[np.float32]:
    value = np.empty(len(one), dtype=np.float32)
    for start in range(0, len(one), 20_000):
        part = slice(start, start + 20_000)
        value[part] = np.einsum("ij,ij->i", dense[one[part]], dense[other[part]])
    return value


def _nearest(
    one: Positions, other: Positions, value: npt.NDArray[np.float32], most: int
) -> tuple[Positions, Positions, npt.NDArray[np.float32]]:
    """The first `most` of every row, by similarity, then by position."""
    order = np.lexsort((other, -value, one))
    one, other, value = one[order], other[order], value[order]
    starts = np.flatnonzero(np.r_[True, one[1:] != one[:-1]]) if len(one) else np.zeros(0, np.int64)
    rank = np.arange(len(one)) - np.repeat(starts, np.diff(np.r_[starts, len(one)]))
    keep = rank < most
    return one[keep], other[keep], value[keep]


def _unique(found: list[tuple[Positions, Positions, npt.NDArray[np.float32]]], size: int) -> Pairs:
    one = np.concatenate([part[0] for part in found])
    other = np.concatenate([part[1] for part in found])
    value = np.concatenate([part[2] for part in found])
    _, first = np.unique(np.minimum(one, other) * size + np.maximum(one, other), return_index=True)
    return Pairs(np.minimum(one, other)[first], np.maximum(one, other)[first], value[first])


def as_matrix(pairs: Pairs, size: int, *, background: float, unit: int) -> Sparse:
    """Symmetric whole numbers (similarity - background) * unit: sums of whole numbers do not depend on order."""
    whole = np.round((pairs.similarity.astype(np.float64) - background) * unit).astype(np.int64)
    half = sp.csr_matrix((whole, (pairs.one, pairs.other)), shape=(size, size))
    return (half + half.T).tocsr()
