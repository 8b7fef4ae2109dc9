"""How well fields are learnt from these very examples: each is asked of a model that has not seen it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sanxin_engines.opinions.fields.examples import Example, Prediction, Training
from sanxin_engines.opinions.fields.measures import coverage, macro_f1
from sanxin_engines.opinions.fields.model import DEFAULT, FieldModel
from sanxin_engines.opinions.fields.training import folds

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares, 0…1. `sure_accuracy` is None where the model is never sure."""

    examples: int
    accuracy: float
    macro_f1: float
    sure_share: float
    sure_accuracy: float | None
    recall: dict[str, float]
    """Label → the share of its examples that was found."""


def cross_validate(
    examples: Iterable[Example],
    corrections: Iterable[Example] = (),
    *,
    training: Training = DEFAULT,
    step: Callable[[int, int], None] = lambda done, total: None,
) -> Measured:
    """Five models, each without a fifth of the texts; vocabulary and trust are learnt anew each time.

    The same text is in one fold only, however often it was said. Raises `TooFewExamples`.
    """
    corrected = {one.text.strip(): one for one in corrections}
    known = {one.text.strip(): one for one in examples} | corrected
    texts = sorted(known)
    number = {label: place for place, label in enumerate(sorted({one.label for one in known.values()}))}
    fold = folds([number[known[text].label] for text in texts], FOLDS)
    truth: list[str] = []
    found: list[Prediction] = []
    for turn in range(FOLDS):
        step(turn, FOLDS)
        asked = [text for text, place in zip(texts, fold, strict=True) if place == turn]
        rest = [text for text, place in zip(texts, fold, strict=True) if place != turn]
        learnt = [known[text] for text in rest if text not in corrected]
        model = FieldModel.fit(learnt, [known[text] for text in rest if text in corrected], training=training)
        truth += [known[text].label for text in asked]
        found += model.predict([known[text].text for text in asked])
    return _measured(truth, found)


def _measured(truth: Sequence[str], found: Sequence[Prediction]) -> Measured:
    right = [label == one.label for label, one in zip(truth, found, strict=True)]
    sure = [hit for hit, one in zip(right, found, strict=True) if one.sure]
    return Measured(
        examples=len(truth),
        accuracy=round(sum(right) / len(right), 4),
        macro_f1=round(macro_f1(truth, [one.label for one in found]), 4),
        sure_share=round(coverage(found), 4),
        sure_accuracy=round(sum(sure) / len(sure), 4) if sure else None,
        recall={label: round(_share(label, truth, right), 4) for label in sorted(set(truth))},
    )


def _share(label: str, truth: Sequence[str], right: Sequence[bool]) -> float:
    hits = [hit for told, hit in zip(truth, right, strict=True) if told == label]
    return sum(hits) / len(hits)
