"""One kind of target as numbers: who may serve it, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sanxin_engines.caseload.geography import Floats, between, distances
from sanxin_engines.caseload.plan import Rule

Ints = NDArray[np.int64]
UNIT = 1000
"""Costs are whole metres, so that the flow is exact."""


@dataclass(frozen=True)
class Matching:
    """Staff × targets. Arrays over staff have length n, over targets length m.

    `last`, `own` and `fixed` give each target an officer (-1: none): last year's contact, whose village it lies in, and
    who is settled. `barred` are keys staff·m + target nobody may use; `needs` and `skills` are bit masks; `home` is an
    officer's home village (-1: none), compared with `group` of the target.
    """

    staff: Floats
    targets: Floats
    low: Ints
    high: Ints
    hard: NDArray[np.bool_]
    fixed: Ints
    last: Ints
    skills: Ints
    needs: Ints
    home: Ints
    group: Ints
    own: Ints
    barred: Ints = field(repr=False)
    road: float = 1.3
    change: int = 0
    own_discount: int = 0
    balance: int = 0
    hard_price: int = 0
    most_km: float | None = None

    @property
    def n(self) -> int:
        return len(self.staff)

    @property
    def m(self) -> int:
        return len(self.targets)

    @property
    def longest(self) -> int:
        """No way is longer (metres)."""
        places = np.concatenate([self.staff, self.targets])
        return int(np.hypot(*np.ptp(places, axis=0)) * self.road * UNIT) + 1 if len(places) else 0

    def keys(self, people: Ints, targets: Ints) -> Ints:
        return people * self.m + targets

    def costs(self, people: Ints, targets: Ints) -> Ints:
        """Metres for pairs (k,): the way, minus what keeping a contact or living in an own village is worth."""
        way = between(self.staff[people], self.targets[targets]) * self.road
        return self._discounted(np.rint(way * UNIT).astype(np.int64), people, targets)

    def allowed(self, people: Ints, targets: Ints) -> NDArray[np.bool_]:
        """Which of these pairs (k,) no rule forbids."""
        good = (self.needs[targets] & ~self.skills[people]) == 0
        good &= (self.home[people] != self.group[targets]) | (self.home[people] < 0)
        if len(self.barred):
            good &= ~np.isin(self.keys(people, targets), self.barred)
        if self.most_km is not None:
            good &= between(self.staff[people], self.targets[targets]) <= self.most_km
        return np.asarray(good & ((self.fixed[targets] < 0) | (self.fixed[targets] == people)))

    def hindrances(self, target: int) -> list[tuple[Rule, int]]:
        """How many officers each rule keeps from this target."""
        people = np.arange(self.n)
        found = {
            Rule.NEEDS: (self.needs[target] & ~self.skills) != 0,
            Rule.HOME: (self.home == self.group[target]) & (self.home >= 0),
            Rule.FORBIDDEN: np.isin(self.keys(people, np.full(self.n, target)), self.barred),
        }
        if self.most_km is not None:
            found[Rule.TOO_FAR] = distances(self.staff, self.targets[[target]])[:, 0] > self.most_km
        if self.fixed[target] >= 0:
            broken = any(one[self.fixed[target]] for one in found.values())
            return [(Rule.FIXED_RULE if broken else Rule.FULL, 1)]
        hindered = np.any(list(found.values()), axis=0)
        counts = [(rule, int(one.sum())) for rule, one in found.items() if one.any()]
        return [*counts, (Rule.FULL, int((~hindered).sum()))] if not hindered.all() else counts

    def _discounted(self, costs: Ints, people: Ints, targets: Ints) -> Ints:
        costs = costs - self.change * (self.last[targets] == people)
        return np.asarray(costs - self.own_discount * (self.own[targets] == people))
