"""Solve one kind of target: begin with likely pairs, add what the prices ask for, stop when nothing better is left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sanxin_engines.caseload.candidates import first, merged
from sanxin_engines.caseload.flow import Solved, solve
from sanxin_engines.caseload.instance import Rules
from sanxin_engines.caseload.matching import Ints, Matching
from sanxin_engines.caseload.pricing import better

ROUNDS = 30
KEPT = 8
"""After the first round one pair in so many is solved again."""
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
    possible = matching.n * matching.m
    known = pairs = first(matching, rules.whole_pairs)
    enough = rules.gap if possible > rules.exact_pairs else 0.0
    lowest: int | None = None
    for turn in range(ROUNDS):
        costs = matching.costs(*pairs)
        solved = solve(matching, *pairs, costs)
        if possible <= rules.whole_pairs:
            return Best(solved, *pairs, costs, 0)
        more = better(matching, solved, rules.exact_pairs)
        proven = solved.total - more.saving
        lowest = proven if lowest is None else max(lowest, proven)
        found = Best(solved, *known, matching.costs(*known), solved.total - lowest)
        few = len(more.people) <= (0 if more.whole else LITTLE * len(known[0]))
        if few or found.missing <= enough * found.way:
            return found
        if turn == 0:
            pairs = _promising(matching, solved, pairs, costs)
        pairs, known = (merged(matching, one, (more.people, more.targets)) for one in (pairs, known))
    return found


def _promising(matching: Matching, solved: Solved, pairs: tuple[Ints, Ints], costs: Ints) -> tuple[Ints, Ints]:
    """The pairs nearest to being worth it, the chosen ones among them: few are solved faster, and whichever is missed
    comes back when the prices are compared with every pair."""
    people, targets = pairs
    dear = costs + solved.at(people, matching.hard[targets]) - solved.of[targets]
    chosen = solved.owner[targets] == people
    keep = chosen | (dear <= np.partition(dear, len(dear) // KEPT)[len(dear) // KEPT])
    return people[keep], targets[keep]
