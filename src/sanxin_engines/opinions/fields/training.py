"""One linear machine per label, trained with weights; and what it says about examples held back.

Source: Fan and others, "LIBLINEAR: a library for large linear classification", 2008.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sanxin_engines.opinions.fields.examples import Training
from sanxin_engines.opinions.weights import Sparse

Scores = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
UNSEEN = -2.0  # score of a label that none of the rows carries: below every other


@dataclass(frozen=True, slots=True)
class Machine:
    """`weights` (terms, labels) and `bias` (labels,)."""

    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def scores(self, rows: Sparse) -> Scores:
        return np.asarray(rows @ self.weights + self.bias, dtype=np.float64)


def train(rows: Sparse, labels: Numbers, weight: Scores, count: int, training: Training) -> Machine:
    """`labels` (n,) in 0…count-1. Raises ValueError for a single label."""
    from sklearn.svm import LinearSVC  # loads late: most who import the engine never train

    machine = LinearSVC(C=training.softness, random_state=training.seed, max_iter=5_000)  # type: ignore[no-untyped-call]
    machine.fit(rows, labels, sample_weight=weight)
    axes, base = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:  # one machine serves both sides
        axes, base = np.concatenate([-axes, axes]), np.concatenate([-base, base])
    weights = np.zeros((rows.shape[1], count), dtype=np.float32)
    bias = np.full(count, UNSEEN, dtype=np.float32)
    weights[:, machine.classes_], bias[machine.classes_] = axes.T, base
    return Machine(weights, bias)


def held_back(rows: Sparse, labels: Numbers, weight: Scores, count: int, training: Training) -> Scores:
    """Shape (n, count): scores of every row by a machine that has not seen it."""
    fold = folds(labels, training.folds)
    scores = np.zeros((len(labels), count))
    for number in range(training.folds):
        seen, unseen = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if len(unseen) and len(np.unique(labels[seen])) > 1:
            machine = train(rows[seen], labels[seen], weight[seen], count, training)
            scores[unseen] = machine.scores(rows[unseen])
    return scores


def folds(labels: Sequence[int] | Numbers, count: int) -> Numbers:
    """Shape (n,): every label spread evenly over the folds, in the order of the rows."""
    seen: dict[int, int] = defaultdict(int)
    fold = np.empty(len(labels), dtype=np.int64)
    for place, label in enumerate(map(int, labels)):
        fold[place] = seen[label] % count
        seen[label] += 1
    return fold
