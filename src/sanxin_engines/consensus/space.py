"""Where people stand: the two directions in which answers differ most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sanxin_engines.consensus.votes import MISSING, Table

Points = NDArray[np.float64]


def places(table: Table) -> tuple[Points, Points]:
    """Voters and statements on one plane: two arrays of shape (n, 2).

    An answer not given counts as the statement's mean. Who answered few statements would stand near the middle for
    that alone, so each place is stretched by √(statements / answers), as Polis does. A statement left out counts as
    answered with "pass" by everybody: it separates nobody and stretches nobody.
    """
    cells = table.cells.astype(np.float64)
    cells[:, table.left_out] = 0.0
    given = cells != MISSING
    answers = given.sum(axis=0)
    mean = np.where(given, cells, 0.0).sum(axis=0) / np.maximum(answers, 1)
    apart = np.where(given, cells - mean, 0.0)
    axes = _axes(apart)
    stretch = np.sqrt(cells.shape[1] / np.maximum(given.sum(axis=1), 1))
    return (apart @ axes) * stretch[:, None], _statements(mean, axes)


def _axes(apart: Points) -> Points:
    """The first two principal directions, shape (statements, 2); their signs depend on the values alone."""
    width = apart.shape[1]
    values, vectors = np.linalg.eigh(apart.T @ apart)
    axes = vectors[:, np.argsort(-values, kind="stable")[:2]]
    if axes.shape[1] < 2:
        axes = np.hstack([axes, np.zeros((width, 2 - axes.shape[1]))])
    strongest = np.argmax(np.abs(np.round(axes, 9)), axis=0)
    signs: Points = np.sign(axes[strongest, np.arange(2)])
    return np.asarray(axes * np.where(signs == 0, 1.0, signs))


def _statements(mean: Points, axes: Points) -> Points:
    """Where somebody would stand who agreed to this statement and said nothing else."""
    return np.asarray((1.0 - mean)[:, None] * axes * np.sqrt(len(mean)))
