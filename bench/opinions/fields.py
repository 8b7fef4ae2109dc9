"""How well fields are told: five folds over labelled letters, beside the published rows.

    python -m bench.opinions.fields

Reads `opinions/f2_labelled_share.csv` (see `grouping.py` for where). Every fold learns from four fifths, its threshold
included, and is measured on the fifth it has not seen.
"""

from __future__ import annotations

import csv
import random
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.opinions.grouping import SHARED
from sanxin_engines.opinions.fields import Example, FieldModel
from sanxin_engines.opinions.fields.measures import accuracy, coverage, macro_f1
from sanxin_engines.opinions.fields.training import folds

FOLDS = 5
PUBLISHED = (
    ("contest results", ".91–.92"),
    ("words 1-2 + characters 1-3, LinearSVC", ".926 ± .010"),
    ("words alone", ".916"),
)


@dataclass(frozen=True, slots=True)
class Fold:
    f1: float
    at_80: float  # accuracy of the 80 % it is most confident of
    sure: float  # share it calls sure
    sure_right: float  # accuracy of those
    fit: float  # processor seconds
    predict: float  # processor seconds per 10,000 texts


def labelled(folder: Path = SHARED) -> list[Example]:
    with (folder / "opinions" / "f2_labelled_share.csv").open(encoding="utf-8-sig", newline="") as source:
        return [Example(row["segmented_text"], row["label"]) for row in csv.DictReader(source)]


def measured(examples: list[Example], seed: int = 0) -> list[Fold]:
    """Every label spread evenly over the folds, in an order drawn by lot."""
    shuffled = random.Random(seed).sample(examples, len(examples))
    number = {label: place for place, label in enumerate(sorted({one.label for one in examples}))}
    fold = folds([number[one.label] for one in shuffled], FOLDS).tolist()
    return [
        _fold(
            [one for one, place in zip(shuffled, fold, strict=True) if place != unseen],
            [one for one, place in zip(shuffled, fold, strict=True) if place == unseen],
        )
        for unseen in range(FOLDS)
    ]


def _fold(seen: list[Example], unseen: list[Example]) -> Fold:
    start = time.process_time()
    model = FieldModel.fit(seen)
    fitted = time.process_time()
    found = model.predict([one.text for one in unseen])
    done = time.process_time()
    truth = [one.label for one in unseen]
    sure = [(label, one) for label, one in zip(truth, found, strict=True) if one.sure]
    return Fold(
        f1=macro_f1(truth, [one.label for one in found]),
        at_80=accuracy(truth, found, share=0.8),
        sure=coverage(found),
        sure_right=accuracy([label for label, _ in sure], [one for _, one in sure]),
        fit=fitted - start,
        predict=(done - fitted) / len(unseen) * 10_000,
    )


def main() -> int:
    if not (SHARED / "opinions").is_dir():
        sys.stderr.write(f"No data at {SHARED}: set SANXIN_SHARED to the folder that holds opinions/.\n")
        return 2
    found = measured(labelled())

    def over(name: str) -> tuple[float, float]:
        values = [getattr(fold, name) for fold in found]
        return statistics.mean(values), statistics.pstdev(values)

    for name, figure in PUBLISHED:
        print(f"{name:<44} macro-F1 {figure}")
    print(f"{'sanxin':<44} macro-F1 {over('f1')[0]:.4f} ± {over('f1')[1]:.4f}")
    print(f"accuracy of the 80 % most confident   {over('at_80')[0]:.4f} (least {min(f.at_80 for f in found):.4f})")
    print(f"called sure                           {over('sure')[0]:.4f}, of these right {over('sure_right')[0]:.4f}")
    print(f"processor time: fit {over('fit')[0]:.1f} s, predict 10,000 texts {over('predict')[0]:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
