"""Accepted figures on real labelled letters. The data carry no licence and stay outside the repository."""

import pytest
from bench.opinions.fields import labelled
from bench.opinions.grouping import SHARED

from sanxin_engines.opinions.fields import FieldModel
from sanxin_engines.opinions.fields.measures import accuracy, coverage, macro_f1

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(
        not (SHARED / "opinions").is_dir(), reason="NO REAL DATA: set SANXIN_SHARED to the folder that holds opinions/"
    ),
]


def test_fields_of_letters_it_has_not_seen():
    examples = labelled()
    seen = [one for number, one in enumerate(examples) if number % 5]
    unseen = examples[::5]

    found = FieldModel.fit(seen).predict([one.text for one in unseen])

    truth = [one.label for one in unseen]
    assert macro_f1(truth, [one.label for one in found]) >= 0.92
    assert accuracy(truth, found, share=0.8) >= 0.97
    assert coverage(found) >= 0.8
