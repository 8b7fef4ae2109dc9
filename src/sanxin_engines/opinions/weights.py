"""TF-IDF over lists of terms: sublinear term frequency, smooth inverse document frequency, rows of length 1.

Source: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Sparse = Any  # scipy.sparse.csr_matrix carries no types
Vector = npt.NDArray[np.float32]
ELSEWHERE = 300


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary with the rarity of each term: shape (terms,), no unit."""

    column: dict[str, int]
    rarity: Vector

    def weigh(self, documents: Sequence[Sequence[str]]) -> Sparse:
        """Rows of length 1, shape (documents, terms); unknown terms weigh nothing."""
        return _unit_rows(_counts(documents, self.column), self.rarity)


def learn_terms(
    documents: Sequence[Sequence[str]],
    *,
    most: float,
    usual: Callable[[str], float] = lambda term: 0.0,
    least: int = 2,
) -> tuple[Terms, Sparse]:
    """Terms of at least `least` documents and at most the share `most` of them, and the documents weighed.

    `usual(term)` is the share of documents anywhere that hold the term. It counts like `ELSEWHERE` documents more, so
    that ten letters alone do not make an everyday word look rare.
    """
    column: dict[str, int] = {}
    for term in chain.from_iterable(documents):
        column.setdefault(term, len(column))
    counts = _counts(documents, column)
    frequency = np.bincount(counts.indices, minlength=len(column))
    kept = np.flatnonzero((frequency >= least) & (frequency <= max(most * len(documents), 10)))
    names = list(column)
    elsewhere = ELSEWHERE * np.array([usual(names[old]) for old in kept.tolist()])
    rarity = np.log((1 + len(documents) + ELSEWHERE) / (1 + frequency[kept] + elsewhere)) + 1
    terms = Terms({names[old]: new for new, old in enumerate(kept.tolist())}, rarity.astype(np.float32))
    return terms, _unit_rows(counts[:, kept], terms.rarity)


def _counts(documents: Sequence[Iterable[str]], column: dict[str, int]) -> Sparse:
    rows = [[column[term] for term in document if term in column] for document in documents]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(starts[-1]))
    counts = sp.csr_matrix((np.ones(len(flat), np.float32), flat, starts), shape=(len(rows), len(column)))
    counts.sum_duplicates()
    return counts


def _unit_rows(counts: Sparse, rarity: Vector) -> Sparse:
    weighed = counts.tocsr()
    weighed.sort_indices()
    weighed.data = ((1 + np.log(weighed.data)) * rarity[weighed.indices]).astype(np.float32)
    return unit_rows(weighed)


def unit_rows(matrix: Sparse) -> Sparse:
    """Every row divided by its length; empty rows stay empty."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1
    return sp.csr_matrix(sp.diags((1 / length).astype(np.float32)) @ matrix)
