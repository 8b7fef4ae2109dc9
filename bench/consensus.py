"""Groups and figures of published conversations: agreement, time, memory.

    python -m bench.consensus

Reads `polis/` from the folder named by SANXIN_SHARED, or from `shared/data` beside the repository (CC BY 4.0,
compdemocracy/openData). Where `red-dwarf` is installed its figures are compared too; it is no dependency of ours.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import resource
import subprocess
import sys
import time
from itertools import permutations
from pathlib import Path

import numpy as np

from sanxin_engines.consensus import Conversation, Table, analyse, tabulate
from sanxin_engines.consensus.files import read_statements, read_votes
from sanxin_engines.consensus.votes import MISSING

SHARED = Path(os.environ.get("SANXIN_SHARED") or Path(__file__).resolve().parents[2] / "shared" / "data")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        return one(SHARED / "polis" / arguments[1])
    folders = sorted((SHARED / "polis").glob("*/")) if (SHARED / "polis").is_dir() else []
    if not folders:
        print("The folder of real data is not here; nothing measured.")
        return 0
    print(f"{'conversation':>22} {'grouped':>8} {'same group':>11} {'time':>7} {'peak':>7}  against red-dwarf")
    for folder in folders:
        subprocess.check_call([sys.executable, "-m", "bench.consensus", "--one", folder.name])
    return 0


def one(folder: Path) -> int:
    theirs = published(folder)
    started = time.perf_counter()
    told = read_statements(folder / "comments.csv")
    table = tabulate(read_votes(folder / "votes.csv"), statements=told.ids, left_out=told.left_out)
    found = analyse(table, k=len(set(theirs.values())))
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{folder.name:>22} {found.people:8,} {agreement(found.groups, theirs):11.1%} {took:6.2f}s {peak:4} MB"
        f"  {_against_red_dwarf(table, found)}",
        flush=True,
    )
    return 0


def agreement(ours: dict[str, int], theirs: dict[str, int]) -> float:
    """Share of those in both who are in the same group under the best naming of the groups."""
    both = [voter for voter in ours if voter in theirs]
    names = sorted({theirs[voter] for voter in both})
    k = max(len(names), max(ours.values()) + 1)
    counts = np.zeros((k, k), dtype=int)
    for voter in both:
        counts[ours[voter], names.index(theirs[voter])] += 1
    return max(sum(int(counts[i, p]) for i, p in enumerate(one)) for one in permutations(range(k))) / len(both)


def published(folder: Path) -> dict[str, int]:
    with (folder / "participants-votes.csv").open(encoding="utf-8") as lines:
        return {row["participant"]: int(row["group-id"]) for row in csv.DictReader(lines) if row["group-id"]}


def _against_red_dwarf(table: Table, found: Conversation) -> str:
    if importlib.util.find_spec("reddwarf") is None:
        return "not installed"
    import pandas
    from reddwarf.utils.stats import calculate_comment_statistics_dataframes

    rows = [row for row, voter in enumerate(table.voters) if voter in found.groups]
    cells = np.where(table.cells[rows] == MISSING, np.nan, table.cells[rows].astype(float))
    matrix = pandas.DataFrame(cells, columns=list(table.statements))
    labels = np.array([found.groups[table.voters[row]] for row in rows])
    figures, common = calculate_comment_statistics_dataframes(matrix, labels)
    names = {"pa": "P", "pat": "z", "ra": "R", "rat": "z_R", "pd": "P_disagree", "pdt": "z_disagree"}
    worst = 0.0
    for statement in found.statements:
        worst = max(worst, abs(common.loc[statement.id, "group-aware-consensus"] - statement.consensus))
        for group, part in enumerate(statement.by_group):
            row = figures.loc[(group, statement.id)]
            worst = max(worst, *(abs(row[theirs] - getattr(part, ours)) for theirs, ours in names.items()))
    return f"worst difference {worst:.1e}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
