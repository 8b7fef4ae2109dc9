"""What the answers say of each statement, in all and in each group.

Sources: Small et al., "Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces" (2021), and polismath;
n counts answers (agree, disagree, pass), Laplace adds one to each side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sanxin_engines.consensus.groups import Labels
from sanxin_engines.consensus.space import Points
from sanxin_engines.consensus.votes import AGREE, DISAGREE, MISSING

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Tallies:
    """Counts of shape (groups, statements)."""

    n: Counts
    agree: Counts
    disagree: Counts

    def without(self, group: int) -> Tallies:
        """The others together, shape (1, statements)."""
        rest = np.arange(len(self.n)) != group
        n, agree, disagree = (one[rest].sum(axis=0, keepdims=True) for one in (self.n, self.agree, self.disagree))
        return Tallies(n, agree, disagree)


def tally(cells: NDArray[np.int8], labels: Labels) -> Tallies:
    """Counts for the groups 0…max; `cells` (people, statements), `labels` (people,)."""
    names = range(int(labels.max()) + 1)

    def count(what: NDArray[np.bool_]) -> Counts:
        return np.array([what[labels == one].sum(axis=0) for one in names], dtype=np.int64)

    return Tallies(count(cells != MISSING), count(cells == AGREE), count(cells == DISAGREE))


def share(successes: Counts, n: Counts) -> Points:
    """P: probability with Laplace smoothing, (successes + 1) / (n + 2)."""
    return np.asarray((successes + 1) / (n + 2))


def share_test(successes: Counts, n: Counts) -> Points:
    """z of P against one half, one added to both counts as polismath does."""
    return np.asarray(2 * np.sqrt(n + 1) * ((successes + 1) / (n + 1) - 0.5))


def ratio_test(inside: Counts, outside: Counts, n_inside: Counts, n_outside: Counts) -> Points:
    """z of the difference of two proportions; 0 where everybody did the same."""
    one, two = inside + 1, outside + 1
    n_one, n_two = n_inside + 1, n_outside + 1
    pooled = (one + two) / (n_one + n_two)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (one / n_one - two / n_two) / np.sqrt(pooled * (1 - pooled) * (1 / n_one + 1 / n_two))
    return np.where(pooled == 1, 0.0, z)


def common(successes: Counts, n: Counts) -> Points:
    """Group-informed consensus, legacy: the product of P over the groups, shape (statements,)."""
    return np.asarray(share(successes, n).prod(axis=0))


def common_jeffreys(successes: Counts, n: Counts) -> Points:
    """Group-informed consensus that does not sink with the number of groups.

    Jeffreys' prior, (successes + ½) / (n + 1), and the geometric mean over the groups.
    """
    return np.asarray(np.exp(np.log((successes + 0.5) / (n + 1)).mean(axis=0)))


def divisiveness(tallies: Tallies) -> Points:
    """0…1: the widest gap between two groups in the share that agrees (Jeffreys), shape (statements,).

    A group that did not answer a statement stands at one half and cannot make a gap on its own.
    """
    agreeing = (tallies.agree + 0.5) / (tallies.n + 1)
    gap = agreeing.max(axis=0) - agreeing.min(axis=0)
    answered = (tallies.n > 0).sum(axis=0)
    return np.asarray(np.where(answered > 1, gap, 0.0))
