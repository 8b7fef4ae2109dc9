"""One vector space for all similarities: words, meaning (LSA), the headline's characters, and rare places.

The similarity of two voices is the dot product of their rows; the shares are folded into the rows by square roots.
Source of LSA: Deerwester and others, "Indexing by latent semantic analysis", 1990.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from sanxin_engines.opinions.axes import leading_axes
from sanxin_engines.opinions.modelled import Model, learn_model
from sanxin_engines.opinions.reading import Reading, usual_share
from sanxin_engines.opinions.settings import Settings
from sanxin_engines.opinions.weights import Sparse, Terms, learn_terms

if TYPE_CHECKING:
    from sanxin_engines.opinions.embedding import Embedder

Dense = npt.NDArray[np.float32]
LEARN_FROM = 20_000  # texts that teach the axes of meaning
COMMON_WORD, COMMON_PIECE, COMMON_PLACE = 0.3, 0.2, 0.01  # terms of more than this share of all texts say nothing


@dataclass(frozen=True, slots=True)
class Features:
    """Rows of voices: `sparse` (n, terms) and `dense` (n, dimensions). Similarity = both dot products, added.

    `matter` (terms,) marks the words that are no names of places: two voices that share none of them are not compared.
    """

    sparse: Sparse
    dense: Dense
    matter: npt.NDArray[np.bool_] | None = None

    def rows(self, positions: npt.NDArray[np.int64]) -> Features:
        return Features(self.sparse[positions], self.dense[positions], self.matter)

    def compact(self) -> Features:
        """The same likeness among these rows, without the columns that none of them uses."""
        used, places = np.unique(self.sparse.indices, return_inverse=True)
        shape = (self.sparse.shape[0], len(used))
        return Features(sp.csr_matrix((self.sparse.data, places, self.sparse.indptr), shape=shape), self.dense)

    def turned(self) -> Turned:
        """The same rows, kept so that one row against all touches its own terms only."""
        return Turned(self.sparse.T.tocsr(), self.dense)

    def likeness(self, other: Features) -> Dense:
        """Shape (n, m): every similarity between two sets of rows."""
        product = (self.sparse @ other.sparse.T).toarray() + self.dense @ other.dense.T
        return np.asarray(product, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Turned:
    """Rows turned on their side, for one text against all."""

    sparse: Sparse  # (terms, n)
    dense: Dense  # (n, dimensions)

    def likeness_to(self, row: Features) -> Dense:
        """Shape (n,): similarity of a single row to every row kept."""
        # Not `@`: its threads wait for one another longer than one needs for the whole product, on a busy machine most.
        meaning = np.einsum("ij,j->i", self.dense, row.dense[0])
        return np.asarray((row.sparse @ self.sparse).toarray()[0] + meaning, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Space:
    """What was learnt, enough to place a new text: three vocabularies and the axes of meaning."""

    words: Terms
    pieces: Terms
    places: Terms
    axes: Dense  # (terms, dimensions)
    settings: Settings
    model: Model | None = None

    def place(self, readings: Sequence[Reading]) -> Features:
        """Rows of new texts; words nobody used before lie on no axis, and only lengthen the row."""
        words = self.words.weigh(_documents(readings, self.settings))
        pieces = self.pieces.weigh([_pieces(reading.headline) for reading in readings])
        places = self.places.weigh([reading.places for reading in readings])
        told = self.model.rows(readings) if self.model else None
        return _assemble(words, pieces, places, told, self)


def learn_space(
    readings: Sequence[Reading], settings: Settings, embedder: Embedder | None = None
) -> tuple[Space, Features]:
    """The space of these readings, and their rows in it. `embedder`: one loaded already, in place of the settings'.

    Raises `UnusableModel` where the settings name a model and there is none.
    """
    embedder = embedder or _embedder_of(settings)
    terms, words = learn_terms(_documents(readings, settings), most=COMMON_WORD, usual=usual_share)
    piece_terms, pieces = learn_terms([_pieces(reading.headline) for reading in readings], most=COMMON_PIECE)
    place_terms, places = learn_terms([reading.places for reading in readings], most=COMMON_PLACE)
    model, told = learn_model(readings, embedder) if embedder else (None, None)
    space = Space(terms, piece_terms, place_terms, _axes(words, settings), settings, model)
    found = _assemble(words, pieces, places, told, space)
    matter = np.zeros(found.sparse.shape[1], dtype=bool)
    matter[: len(terms.column)] = ~place_words(readings, terms.column)
    return space, replace(found, matter=matter)


def _embedder_of(settings: Settings) -> Embedder | None:
    if not settings.embedding:
        return None
    from sanxin_engines.opinions.embedding import load_embedder  # loads late: it is off by default

    return load_embedder(Path(settings.embedding))


def place_words(readings: Sequence[Reading], column: Mapping[str, int]) -> npt.NDArray[np.bool_]:
    """Shape (words,): words that stand within a name of a place (白石 in 白石村) wherever they stand, mostly."""
    inside, everywhere = np.zeros(len(column)), np.zeros(len(column))
    for reading in readings:
        named = " ".join(reading.places)
        words = [word for word in set(reading.words) if word in column]
        everywhere[[column[word] for word in words]] += 1
        inside[[column[word] for word in words if word in named]] += 1
    return np.asarray(2 * inside > everywhere)


def _documents(readings: Sequence[Reading], settings: Settings) -> list[tuple[str, ...]]:
    return [reading.headline_words * settings.title_weight + reading.body_words for reading in readings]


def _pieces(headline: str) -> list[str]:
    """Runs of two and three characters: names survive where the dictionary cuts them apart."""
    return [headline[start : start + size] for size in (2, 3) for start in range(len(headline) - size + 1)]


def _axes(words: Sparse, settings: Settings) -> Dense:
    # Fewer texts carry fewer meanings: with too many axes every text means only itself, with too few all mean the same.
    texts, terms = words.shape
    dimensions = min(settings.dimensions, int(25 * texts**0.25), 10 + texts // 12, texts // 2, terms - 1)
    # Every text once more than that would cost time and teach nothing new: axes of meaning are soon the same.
    step = -(-texts // LEARN_FROM)
    return leading_axes(words[::step] if step > 1 else words, dimensions, settings.seed)


def _assemble(words: Sparse, pieces: Sparse, places: Sparse, told: Dense | None, space: Space) -> Features:
    settings = space.settings
    meaning = np.asarray(words @ space.axes, dtype=np.float32)
    length = np.linalg.norm(meaning, axis=1, keepdims=True)
    length[length == 0] = 1
    known = np.sqrt(np.asarray(words.multiply(words).sum(axis=1), dtype=np.float32))  # 1, or less: see `weigh`
    # Too few texts for axes of meaning: words stand in for it.
    word_share = settings.word_share + (0 if meaning.shape[1] or told is not None else settings.meaning_share)
    shares = ((words, word_share), (pieces, settings.headline_share), (places, settings.place_share))
    sparse = sp.hstack([part * np.float32(np.sqrt(share)) for part, share in shares]).tocsr()
    dense = meaning * (known / length)
    if told is not None:  # half of the meaning is the model's, all of it where there are no axes
        dense = np.hstack([dense * np.float32(np.sqrt(0.5)), told * np.float32(np.sqrt(0.5 if dense.shape[1] else 1))])
    return Features(sparse.astype(np.float32), dense * np.float32(np.sqrt(settings.meaning_share)))
