"""The door to the classifier of fields: sorted voices in; for other voices a field, or none of them, out."""

from collections.abc import Sequence
from dataclasses import dataclass

NONE = "none"
"""What a voice is called that lies in no field."""
WORDS = 5
"""Deciding words kept of a voice."""

UNSORTED = 0.2
"""Weight of a voice of a problem nobody has sorted: it may belong to a field all the same, so it says little.

Source: Liu and others, "Building text classifiers using positive and unlabeled examples", 2003 (biased SVM).
"""

Examples = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Guess:
    label: str
    words: list[str]


def guess(examples: Examples, corrections: Examples, texts: Sequence[str]) -> list[Guess]:
    """A guess for each of the texts. `examples` and `corrections` are (text, label); a correction weighs more.

    `NONE` is learnt like a field, so a text that resembles no field is left alone, however few fields there are.
    """
    from sanxin_engines.opinions.fields import Example, FieldModel  # numpy and scikit-learn load when they are needed

    known = [Example(text, label, UNSORTED if label == NONE else 1) for text, label in examples]
    model = FieldModel.fit(known, [Example(text, label) for text, label in corrections])
    return [
        Guess(one.label, [] if one.label == NONE else [found.term for found in model.why(text, WORDS)])
        for text, one in zip(texts, model.predict(texts), strict=True)
    ]
