"""How well and how fast problems are found, on real letters with hand labels.

    python bench/opinions/grouping.py

Reads `opinions/附件3.xlsx` and `opinions/gold_issues_f3_share.csv` from the folder named by SANXIN_SHARED, or from the
folder `shared/data` beside the repository. The data carry no licence and are never shipped.
"""

from __future__ import annotations

import csv
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from sanxin_engines.opinions import DEFAULT, Synthesis, Voice, synthesize
from sanxin_engines.opinions.files import read_table
from sanxin_engines.opinions.reading import Reader, read_all
from sanxin_engines.opinions.weights import learn_terms

SHARED = Path(os.environ.get("SANXIN_SHARED") or Path(__file__).resolve().parents[3] / "shared" / "data")
NOW = datetime(2020, 1, 8)  # noqa: DTZ001 - the sheet carries no time zone
PUBLISHED = (
    ("a prize-winning contest team (BIRCH)", ".651   .709   .643        –"),
    ("BERTopic (SVD + UMAP + HDBSCAN)", ".353   .658   .357  10–83 s"),
    ("HDBSCAN on SVD200", ".757   .628   .604   11.5 s"),
    ("single-pass cosine .30", ".827   .811   .800     28 s"),
    ("average link, word TF-IDF .20", ".829   .896   .903    3.6 s"),
    ("two stages A", ".865   .882   .861    5.2 s"),
    ("two stages B", ".830   .907   .899    5.2 s"),
)
T = TypeVar("T")
Groups = Mapping[str, str]  # voice id → group


@dataclass(frozen=True, slots=True)
class Scores:
    """F1all: mean over labelled issues of the best group's F1. F1≥5: issues of five messages or more. pair: pairs."""

    all: float
    five: float
    pair: float


def scores(groups: Groups, issues: Mapping[str, set[str]]) -> Scores:
    """Precision counts all messages of a group, labelled or not."""
    members: dict[str, set[str]] = defaultdict(set)
    for voice, group in groups.items():
        members[group].add(voice)
    best = {name: max(_f1(members[groups[v]], issue) for v in issue) for name, issue in issues.items()}
    five = [best[name] for name, issue in issues.items() if len(issue) >= 5]
    return Scores(_mean(list(best.values())), _mean(five), _pair_f1(members, issues))


def _f1(group: set[str], issue: set[str]) -> float:
    return 2 * len(group & issue) / (len(group) + len(issue))


def _pair_f1(members: Mapping[str, set[str]], issues: Mapping[str, set[str]]) -> float:
    """Over pairs of which at least one message is labelled."""
    issue_of = {voice: name for name, issue in issues.items() for voice in issue}
    wanted = sum(_pairs(len(issue)) for issue in issues.values())
    proposed = right = 0
    for group in members.values():
        labelled = Counter(issue_of[voice] for voice in group if voice in issue_of)
        proposed += _pairs(len(group)) - _pairs(len(group) - labelled.total())
        right += sum(map(_pairs, labelled.values()))
    return 2 * right / (wanted + proposed)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _mean(values: list[float]) -> float:
    return sum(values) / max(len(values), 1)


def gold_issues(folder: Path = SHARED) -> dict[str, set[str]]:
    issues: dict[str, set[str]] = defaultdict(set)
    with (folder / "opinions" / "gold_issues_f3_share.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            issues[row["issue"]].add(row["留言编号"])
    return dict(issues)


def real_voices(folder: Path = SHARED) -> list[Voice]:
    return read_table(folder / "opinions" / "附件3.xlsx")


def groups_of(synthesis: Synthesis) -> Groups:
    alone = {voice: voice for voice in synthesis.unassigned}
    return alone | {voice: problem.id for problem in synthesis.problems for voice in problem.voices}


def plain_average_link(voices: list[Voice]) -> Groups:
    """The baseline: average linkage at .20 over word TF-IDF, title three times, the whole matrix in memory."""
    readings = read_all(voices, Reader(DEFAULT))
    words = learn_terms([3 * reading.headline_words + reading.body_words for reading in readings], most=0.3)[1]
    distance = np.clip(1 - (words @ words.T).toarray().astype(np.float64), 0, None)
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 0.8, "distance")
    return {voice.id: str(label) for voice, label in zip(voices, labels, strict=True)}


def main() -> int:
    if not (SHARED / "opinions").is_dir():
        sys.stderr.write(f"No data at {SHARED}: set SANXIN_SHARED to the folder that holds opinions/.\n")
        return 2
    voices, issues = real_voices(), gold_issues()
    ours, seconds = _timed(lambda: synthesize(voices, now=NOW))
    peak = _peak()
    base, base_seconds = _timed(lambda: plain_average_link(voices))
    print(f"{'method':<44} F1all  F1≥5   pair     time     peak")
    for name, figures in PUBLISHED:
        print(f"{name:<44} {figures}        –")
    print(_row("baseline, this run: plain average link .20", scores(base, issues), base_seconds, _peak()))
    print(_row("sanxin, default setting", scores(groups_of(ours), issues), seconds, peak))
    print(f"time, sanxin / baseline: {seconds / base_seconds:.2f}; every step after reading the sheet counts.\n")
    print("ten hottest: score, people, messages, likes")
    for problem in ours.problems[:10]:
        heat = problem.heat
        print(f"{heat.score:>6.1f} {heat.people:>4} {heat.messages:>4} {heat.likes:>6}  {problem.title}")
    return 0


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _row(name: str, score: Scores, seconds: float, peak: float) -> str:
    figures = f"{score.all:.3f}  {score.five:.3f}  {score.pair:.3f}".replace("0.", ".")
    return f"{name:<44} {figures}  {seconds:>6.1f} s  {peak:>4.0f} MB"


def _peak() -> float:
    """Peak resident memory of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
