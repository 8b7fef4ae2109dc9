"""Rows of letters from a language model, centred: all letters to an office have much in common, which says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sanxin_engines.opinions.reading import Reading

if TYPE_CHECKING:
    from sanxin_engines.opinions.embedding import Embedder

Dense = npt.NDArray[np.float32]
OPENING = 120  # words of a body the model is shown


@dataclass(frozen=True, slots=True)
class Model:
    """An embedder and the middle that its rows are taken from."""

    embedder: Embedder
    middle: Dense  # (dimensions,) the mean over the letters learnt from

    def rows(self, readings: Sequence[Reading]) -> Dense:
        """Shape (n, dimensions), rows of length 1."""
        return _centred(self.embedder.embed([_shown(reading) for reading in readings]), self.middle)


def learn_model(readings: Sequence[Reading], embedder: Embedder) -> tuple[Model, Dense]:
    """The model about the middle of these readings, and their rows, of shape (n, dimensions)."""
    rows = embedder.embed([_shown(reading) for reading in readings])
    middle = np.asarray(rows.mean(axis=0) if len(rows) > 1 else np.zeros(rows.shape[1:]), dtype=np.float32)
    return Model(embedder, middle), _centred(rows, middle)


def _shown(reading: Reading) -> str:
    """Headline and opening, templates of the author left out as everywhere."""
    return f"{reading.headline} {''.join(reading.body_words[:OPENING])}"


def _centred(rows: Dense, middle: Dense) -> Dense:
    known = rows.any(axis=1, keepdims=True)
    moved = np.where(known, rows - middle, 0)
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(length > 1e-6, length, 1), dtype=np.float32)
