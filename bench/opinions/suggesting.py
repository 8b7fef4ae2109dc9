"""Suggestions for a letter that the engine has not seen: how often its problem is among three, and how fast.

    python -m bench.opinions.suggesting

One letter of every problem that people labelled, three times over with another one each time, is held back; the rest is
grouped among ten thousand letters and indexed. A hit: one of the three problems suggested holds most of its issue.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from bench.opinions.grouping import NOW, SHARED, gold_issues, groups_of
from bench.opinions.letters import composed
from sanxin_engines.opinions import Voice, build_index, suggest, synthesize

LETTERS, ROUNDS = 10_000, 3


def main() -> int:
    if not (SHARED / "opinions").is_dir():
        sys.stderr.write(f"No data at {SHARED}: set SANXIN_SHARED to the folder that holds opinions/.\n")
        return 2
    heard = composed(LETTERS)
    issues = [
        {f"0{voice}" for voice in issue} for issue in gold_issues().values()
    ]  # the first sheet's ids begin with 0
    hits: list[bool] = []
    spent: list[float] = []
    for number in range(ROUNDS):
        away = [random.Random(f"{number}-{min(issue)}").choice(sorted(issue)) for issue in issues]
        found, times = _round(heard, issues, away)
        hits += found
        spent += times
    spent.sort()
    print(f"{len(hits)} letters of problems held back from {LETTERS:,}: hit rate {sum(hits) / len(hits):.3f}")
    print(f"p50 {spent[len(spent) // 2] * 1000:.1f} ms, p95 {spent[int(len(spent) * 0.95) - 1] * 1000:.1f} ms")
    return 0


def _round(heard: list[Voice], issues: list[set[str]], away: list[str]) -> tuple[list[bool], list[float]]:
    """Letters whose issue is no problem without them (a single letter is left) are asked about and not counted."""
    by_id = {voice.id: voice for voice in heard}
    kept = [voice for voice in heard if voice.id not in set(away)]
    synthesis = synthesize(kept, now=NOW)
    home = groups_of(synthesis)
    index = build_index(synthesis, kept)
    hits: list[bool] = []
    spent: list[float] = []
    for letter, issue in zip(away, issues, strict=True):
        start = time.perf_counter()
        three = suggest(index, by_id[letter].text, title=by_id[letter].title)
        spent.append(time.perf_counter() - start)
        [(wanted, _)] = Counter(home[voice] for voice in sorted(issue - {letter})).most_common(1)
        if wanted in index.titles:
            hits.append(wanted in {one.problem for one in three})
    return hits, spent


if __name__ == "__main__":
    sys.exit(main())
