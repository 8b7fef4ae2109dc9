"""From the lead of the first label over the second to the chance that it is right, learnt on examples held back.

Source: Platt, "Probabilistic outputs for support vector machines", 1999, with his softened targets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sanxin_engines.opinions.fields.training import Scores

Values = npt.NDArray[np.float64]
Right = npt.NDArray[np.bool_]
ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Trust:
    """Confidence = 1 / (1 + exp(-(slope · lead + base))); sure from `threshold` on, never where it is above 1."""

    slope: float
    base: float
    threshold: float

    def confidence(self, lead: Values) -> Values:
        return np.asarray(1 / (1 + np.exp(-np.clip(self.slope * lead + self.base, -30, 30))))


def lead_of(scores: Scores) -> Values:
    """Shape (n,): the best score minus the second."""
    ordered = np.sort(scores, axis=1)
    return np.asarray(ordered[:, -1] - ordered[:, -2])


def learn_trust(lead: Values, right: Right, accuracy: float) -> Trust:
    """Of the examples held back that reach the threshold, the share `accuracy` was right."""
    slope, base = _logistic(lead, right)
    plain = Trust(slope, base, 2.0)
    return Trust(slope, base, _threshold(plain.confidence(lead), right, accuracy))


def _threshold(confidence: Values, right: Right, accuracy: float) -> float:
    """The lowest confidence down to which enough were right; one mistake is counted in advance."""
    order = np.argsort(-confidence, kind="stable")
    kept = np.arange(1, len(order) + 1)
    share = np.cumsum(right[order]) / (kept + 1)
    enough = np.flatnonzero(share >= accuracy)
    return float(confidence[order[enough[-1]]]) if len(enough) else 2.0


def _logistic(lead: Values, right: Right) -> tuple[float, float]:
    """Slope and base by Newton's method."""
    hits = int(right.sum())
    target = np.where(right, (hits + 1) / (hits + 2), 1 / (len(right) - hits + 2))
    columns = np.stack([lead, np.ones_like(lead)], axis=1)
    found = np.zeros(2)
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(columns @ found, -30, 30)))
        slope = columns.T @ (chance - target) + 1e-6 * found
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + 1e-6 * np.eye(2)
        found = found - np.linalg.solve(bend, slope)
    return max(float(found[0]), 0.0), float(found[1])
