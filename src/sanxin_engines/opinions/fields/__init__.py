"""Which field a text belongs to, how sure that is, and which words say so. Learns from examples and corrections.

model = FieldModel.fit(examples, corrections)
[found] = model.predict(["白石村自来水发黄"])
found.label, found.confidence, found.sure
"""

from sanxin_engines.opinions.fields.errors import DamagedModel, TooFewExamples
from sanxin_engines.opinions.fields.examples import Example, Influence, Prediction, Training
from sanxin_engines.opinions.fields.measuring import Measured, cross_validate
from sanxin_engines.opinions.fields.model import FieldModel

__all__ = [
    "DamagedModel",
    "Example",
    "FieldModel",
    "Influence",
    "Measured",
    "Prediction",
    "TooFewExamples",
    "Training",
    "cross_validate",
]
