"""The classifier: learn, answer, explain, keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sanxin_engines.opinions.fields.errors import TooFewExamples
from sanxin_engines.opinions.fields.examples import Example, Influence, Prediction, Training
from sanxin_engines.opinions.fields.parts import words_of
from sanxin_engines.opinions.fields.space import Space, learn_space
from sanxin_engines.opinions.fields.storing import Kept, pack, unpack
from sanxin_engines.opinions.fields.training import Machine, held_back, train
from sanxin_engines.opinions.fields.trust import Trust, lead_of, learn_trust
from sanxin_engines.opinions.keywords import shown

DEFAULT = Training()
FEEBLE = 0.05  # of the strongest word: what weighs less decided nothing


@dataclass(frozen=True, slots=True)
class FieldModel:
    """Made by `fit` or `from_bytes`. `examples` counts what it learnt from, by label."""

    labels: tuple[str, ...]
    space: Space
    machine: Machine
    trust: Trust
    examples: dict[str, int]

    @classmethod
    def fit(
        cls, examples: Iterable[Example], corrections: Iterable[Example] = (), *, training: Training = DEFAULT
    ) -> FieldModel:
        """The same examples in any order give the same model. A correction replaces examples of the same text and
        weighs more; of two corrections of one text the later holds. Raises `TooFewExamples`.
        """
        known = _merged(examples, corrections, training)
        labels = _labels(known)
        number = {label: place for place, label in enumerate(labels)}
        wanted = np.array([number[one.label] for one in known], dtype=np.int64)
        weight = np.array([one.weight for one in known], dtype=np.float64)
        space, rows = learn_space([one.text for one in known])
        scores = held_back(rows, wanted, weight, len(labels), training)
        trust = learn_trust(lead_of(scores), scores.argmax(axis=1) == wanted, training.sure_accuracy)
        machine = train(rows, wanted, weight, len(labels), training)
        return cls(labels, space, machine, trust, dict(sorted(Counter(one.label for one in known).items())))

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """One for each text, in their order; of a text without a known term only the examples' numbers speak."""
        scores = self.machine.scores(self.space.place(texts))
        confidence = self.trust.confidence(lead_of(scores))
        order = np.argsort(-scores, axis=1, kind="stable")[:, :2]
        return [
            Prediction(self.labels[first], round(chance, 4), chance >= self.trust.threshold, self.labels[second])
            for (first, second), chance in zip(order.tolist(), confidence.tolist(), strict=True)
        ]

    def why(self, text: str, most: int = 8) -> tuple[Influence, ...]:
        """At most `most` words of the text that speak for the label chosen, the strongest first.

        Pairs of characters that no word holds decide too, but say nothing to a reader.
        """
        row = self.space.place([text])
        first, second = np.argsort(-self.machine.scores(row)[0], kind="stable")[:2].tolist()
        for_it = self.machine.weights[row.indices, first] - self.machine.weights[row.indices, second]
        names, readable = self.space.names, words_of(text)
        total: dict[str, float] = defaultdict(float)
        for column, value in zip(row.indices.tolist(), (row.data * for_it).tolist(), strict=True):
            if names[column] in readable:
                total[names[column]] += value
        least = FEEBLE * max((*total.values(), 0.0))
        best = sorted((name for name in total if total[name] > least), key=lambda name: (-total[name], name))
        return tuple(Influence(shown(name), round(total[name], 4)) for name in best[:most])

    def to_bytes(self) -> bytes:
        """The same model is the same bytes; `from_bytes` runs nothing that stands in them."""
        return pack(Kept(self.labels, self.space, self.machine, self.trust, self.examples))

    @classmethod
    def from_bytes(cls, content: bytes) -> FieldModel:
        """Raises `DamagedModel`."""
        kept = unpack(content)
        return cls(kept.labels, kept.space, kept.machine, kept.trust, kept.examples)


def _merged(examples: Iterable[Example], corrections: Iterable[Example], training: Training) -> list[Example]:
    corrected = {one.text.strip(): one for one in corrections}
    weighed = [replace(one, weight=one.weight * training.correction_weight) for one in corrected.values()]
    kept = [one for one in examples if one.text.strip() not in corrected]
    return sorted([*kept, *weighed], key=lambda one: (one.text, one.label, one.weight))


def _labels(examples: Sequence[Example]) -> tuple[str, ...]:
    count = Counter(example.label for example in examples)
    if len(count) < 2:
        raise TooFewExamples
    for label in sorted(count):
        if count[label] < 2:
            raise TooFewExamples(label)
    return tuple(sorted(count))
