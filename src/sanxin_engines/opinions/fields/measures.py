"""How good predictions are where the truth is known."""

from __future__ import annotations

from collections.abc import Sequence

from sanxin_engines.opinions.fields.examples import Prediction


def macro_f1(truth: Sequence[str], found: Sequence[str]) -> float:
    """Mean over the labels of the truth of 2 · right / (there + called so)."""
    labels = sorted(set(truth))
    right = {label: sum(a == b == label for a, b in zip(truth, found, strict=True)) for label in labels}
    return sum(2 * right[label] / (truth.count(label) + found.count(label)) for label in labels) / len(labels)


def coverage(predictions: Sequence[Prediction]) -> float:
    """The share of predictions that people need not look at."""
    return sum(one.sure for one in predictions) / max(len(predictions), 1)


def accuracy(truth: Sequence[str], predictions: Sequence[Prediction], *, share: float = 1.0) -> float:
    """Right among the `share` of predictions that are most confident."""
    pairs = sorted(zip(truth, predictions, strict=True), key=lambda pair: -pair[1].confidence)
    kept = pairs[: max(round(share * len(pairs)), 1)]
    return sum(label == one.label for label, one in kept) / len(kept)
