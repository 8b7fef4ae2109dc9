"""Solve one kind of target: begin with likely pairs, add what the prices ask for, stop when nothing better is left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sanxin_engines.caseload.candidates import better, first, merged
from sanxin_engines.caseload.flow import Solved, solve
from sanxin_engines.caseload.instance import Rules
from sanxin_engines.caseload.matching import Ints, Matching

ROUNDS = 30
LITTLE = 0.005
"""Share of pairs: fewer new ones than this are not worth another round where not all pairs can be compared."""


@dataclass(frozen=True)
class Best:
    """The plan on `people`, `targets` (the pairs weighed), its distance from the best of all pairs in metres."""

    solved: Solved
    people: Ints
    targets: Ints
    costs: Ints
    missing: int

    @property
    def way(self) -> int:
        """Metres of the chosen pairs alone."""
        chosen = self.solved.owner[self.targets] == self.people
        return int(np.abs(self.costs[chosen]).sum())


def best(matching: Matching, rules: Rules) -> Best:
    """Proven best where `missing` is 0; else not further than that from it."""
    people, targets = first(matching, rules.whole_pairs)
    whole = matching.n * matching.m <= rules.whole_pairs
    exact = matching.n * matching.m <= rules.exact_pairs
    lowest: int | None = None
    for _ in range(ROUNDS):
        costs = matching.costs(people, targets)
        solved = solve(matching, people, targets, costs)
        if whole:
            return Best(solved, people, targets, costs, 0)
        more_people, more_targets, saving = better(matching, solved, rules.exact_pairs)
        lowest = solved.total - saving if lowest is None else max(lowest, solved.total - saving)
        found = Best(solved, people, targets, costs, solved.total - lowest)
        few = len(more_people) <= (0 if exact else LITTLE * len(people))
        if few or found.missing <= rules.gap * found.way:
            return found
        people, targets = merged(matching, (people, targets), (more_people, more_targets))
    return found
