"""What a classifier learns from and what it answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A text and its field. A title stands on the first line of `text`; without one the first words stand in."""

    text: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Prediction:
    """`confidence` is the chance (0…1) that `label` is right; `sure` says whether people need not look."""

    label: str
    confidence: float
    sure: bool
    runner_up: str


@dataclass(frozen=True, slots=True)
class Influence:
    """A term of the text and how far it speaks for the label chosen, against the runner-up."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Training:
    """How to train."""

    correction_weight: float = 5.0  # a correction counts like so many examples
    sure_accuracy: float = 0.975  # of the predictions called sure, so many were right on examples held back
    softness: float = 1.0  # C of the linear machine: higher follows the examples more closely
    folds: int = 3
    seed: int = 20260101
