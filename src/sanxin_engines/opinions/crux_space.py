"""Rows of masked problems: one space for what is complained of, one for what it is said to come from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import scipy.sparse as sp

from sanxin_engines.opinions.crux_reasons import named_actors
from sanxin_engines.opinions.features import Features
from sanxin_engines.opinions.masking import Masked
from sanxin_engines.opinions.reading import usual_share
from sanxin_engines.opinions.weights import Sparse, learn_terms

TITLE_WEIGHT = 3
WORDS, PIECES = 0.6, 0.4
COMMON = 0.3  # terms of more than this share of all problems say nothing


def complaint_rows(masked: Sequence[Masked]) -> Features:
    """Rows (n, terms) by what is complained of, the title threefold."""
    words = [one.title_words * (TITLE_WEIGHT - 1) + one.words for one in masked]
    return _rows(words, [_pieces(one.title_words) for one in masked])


def root_rows(masked: Sequence[Masked]) -> Features:
    """Rows (n, terms) by the causes given and by who of which place is blamed."""
    causes = [one.cause_words + tuple(map("@".join, named_actors(one))) * 2 for one in masked]
    return _rows(causes, [_pieces(one.cause_words) for one in masked])


def _rows(words: Sequence[tuple[str, ...]], pieces: Sequence[tuple[str, ...]]) -> Features:
    shares = ((_weighed(words), WORDS), (_weighed(pieces), PIECES))
    sparse = sp.hstack([part * np.float32(np.sqrt(share)) for part, share in shares]).tocsr().astype(np.float32)
    return Features(sparse, np.zeros((len(words), 0), dtype=np.float32))


def _weighed(documents: Sequence[tuple[str, ...]]) -> Sparse:
    return learn_terms(documents, most=COMMON, usual=usual_share, least=1)[1]


def _pieces(words: Sequence[str]) -> tuple[str, ...]:
    """Runs of two characters within words: 自来水管 and 水管 have something in common."""
    return tuple(chain.from_iterable((word[at : at + 2] for at in range(len(word) - 1)) for word in words))
