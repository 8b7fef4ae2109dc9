"""The axes of meaning: leading right singular vectors of the word matrix, by subspace iteration.

The iteration runs on the side of the texts, which is the shorter one, and bases are made orthonormal through their
small Gram matrix (dimensions²): both cost a fraction of a tall QR over the vocabulary.
Source: Halko, Martinsson and Tropp, "Finding structure with randomness", 2011, algorithm 4.4.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sanxin_engines.opinions.weights import Sparse

Basis = npt.NDArray[np.float32]
ROUNDS = 3
SPARE = 10  # columns beyond those wanted: they make the wanted ones exact


def leading_axes(words: Sparse, dimensions: int, seed: int) -> npt.NDArray[np.float32]:
    """Shape (terms, dimensions), columns orthonormal, the strongest first; (terms, 0) where none is wanted."""
    texts, terms = words.shape
    columns = min(dimensions + SPARE, texts, terms)
    if dimensions < 1 or not words.nnz:
        return np.zeros((terms, 0), dtype=np.float32)
    words = words.astype(np.float32)
    turned = words.T.tocsr()
    basis = _orthonormal(words @ np.random.default_rng(seed).standard_normal((terms, columns), dtype=np.float32))
    for _ in range(ROUNDS):
        basis = _orthonormal(words @ (turned @ basis))
    return np.ascontiguousarray(_orthonormal(turned @ basis)[:, :dimensions])


def _orthonormal(columns: Basis) -> Basis:
    """The same span, strongest direction first; directions that vanish become empty columns."""
    squares, turn = np.linalg.eigh((columns.T @ columns).astype(np.float64))
    strong = squares > squares[-1] * 1e-6  # beyond that, single precision holds noise only
    scale = np.zeros_like(squares)
    scale[strong] = 1 / np.sqrt(squares[strong])
    return np.asarray(columns @ (turn * scale)[:, ::-1].astype(np.float32))
