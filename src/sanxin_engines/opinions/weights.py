"""TF-IDF over lists of terms: sublinear term frequency, smooth inverse document frequency, rows of length 1.

Source: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
"""

from __future__ import annotations

import math
from collections import Counter
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
STRETCH = 0.8  # the least share of a row's length that its known terms are taken for; see `Terms.weigh`


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary with the rarity of each term: shape (terms,), no unit. `unseen` is the rarity of any other term."""

    column: dict[str, int]
    rarity: Vector
    unseen: float = 0.0

    def weigh(self, documents: Sequence[Sequence[str]]) -> Sparse:
        """Shape (documents, terms). Rows have length 1, less where a good part of a document is unknown: a letter of
        which only the village is known is not like every letter from that village.
        """
        rows = _weighed(_counts(documents, self.column), self.rarity)
        others = [Counter(term for term in document if term not in self.column) for document in documents]
        unknown = [sum((1 + math.log(n)) ** 2 for n in other.values()) * self.unseen**2 for other in others]
        return _shortened(rows, np.array(unknown))


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
    not_common = np.flatnonzero(frequency <= max(most * len(documents), 10))
    names = list(column)
    elsewhere = ELSEWHERE * np.array([usual(names[old]) for old in not_common.tolist()])
    rarity = np.log((1 + len(documents) + ELSEWHERE) / (1 + frequency[not_common] + elsewhere)) + 1
    weighed = _weighed(counts[:, not_common], rarity.astype(np.float32))
    kept = np.flatnonzero(frequency[not_common] >= least)
    rows = _shortened(weighed[:, kept], _squares(weighed) - _squares(weighed[:, kept]))
    vocabulary = {names[old]: new for new, old in enumerate(not_common[kept].tolist())}
    unseen = math.log((1 + len(documents) + ELSEWHERE) / 2) + 1
    return Terms(vocabulary, rarity[kept].astype(np.float32), unseen), rows


def _counts(documents: Sequence[Iterable[str]], column: dict[str, int]) -> Sparse:
    rows = [[column[term] for term in document if term in column] for document in documents]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(starts[-1]))
    counts = sp.csr_matrix((np.ones(len(flat), np.float32), flat, starts), shape=(len(rows), len(column)))
    counts.sum_duplicates()
    return counts


def _weighed(counts: Sparse, rarity: Vector) -> Sparse:
    weighed = counts.tocsr()
    weighed.sort_indices()
    weighed.data = ((1 + np.log(weighed.data)) * rarity[weighed.indices]).astype(np.float32)
    return weighed


def _squares(matrix: Sparse) -> npt.NDArray[np.float64]:
    return np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64).ravel()


def _shortened(matrix: Sparse, unknown: npt.NDArray[np.float64]) -> Sparse:
    """Every row divided by the length it would have with its unknown terms, the sum of whose squares is given."""
    known = _squares(matrix)
    length = np.sqrt(np.maximum(known, STRETCH**2 * (known + unknown)))
    length[length == 0] = 1
    return sp.csr_matrix(sp.diags((1 / length).astype(np.float32)) @ matrix)
