"""TF-IDF over the four parts of a text, side by side in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import scipy.sparse as sp

from sanxin_engines.opinions.fields.parts import parts_of
from sanxin_engines.opinions.weights import Sparse, Terms, learn_terms

SHARES = (1.0, 0.6, 1.0, 0.6)  # of words, headline words, characters, headline characters
BATCH = 2_000  # texts held as lists of terms at one time


@dataclass(frozen=True, slots=True)
class Space:
    """Four vocabularies; columns of a row follow one another in their order. `names` holds the term of each."""

    terms: tuple[Terms, ...]
    names: tuple[str, ...]

    def place(self, texts: Sequence[str]) -> Sparse:
        """Shape (texts, names)."""
        return sp.vstack([self._rows(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)] or [self._rows([])])

    def _rows(self, texts: Sequence[str]) -> Sparse:
        parts = zip(*map(parts_of, texts), strict=True) if texts else ((),) * 4
        return _beside([terms.weigh(documents) for terms, documents in zip(self.terms, parts, strict=True)])


def side_by_side(terms: Sequence[Terms]) -> Space:
    return Space(tuple(terms), tuple(chain.from_iterable(part.column for part in terms)))


def learn_space(texts: Sequence[str]) -> tuple[Space, Sparse]:
    """The space of these texts, of terms that two of them share, and their rows in it."""
    learnt = [learn_terms(documents, most=1.0) for documents in zip(*map(parts_of, texts), strict=True)]
    return side_by_side([terms for terms, _ in learnt]), _beside([rows for _, rows in learnt])


def _beside(parts: Sequence[Sparse]) -> Sparse:
    shared = [rows * np.float32(share) for rows, share in zip(parts, SHARES, strict=True)]
    return sp.hstack(shared).tocsr()
