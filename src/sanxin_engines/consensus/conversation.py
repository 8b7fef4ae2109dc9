"""A conversation: votes in, groups and statements out. It speaks of statements, never of a person."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sanxin_engines.consensus.figures import (
    Tallies,
    common,
    common_jeffreys,
    divisiveness,
    ratio_test,
    share,
    share_test,
    tally,
)
from sanxin_engines.consensus.groups import Labels, group
from sanxin_engines.consensus.limits import Limits
from sanxin_engines.consensus.space import Points, places
from sanxin_engines.consensus.votes import AGREE, DISAGREE, MISSING, Table


@dataclass(frozen=True, slots=True)
class InGroup:
    """One statement in one group. P, z and R for agreeing; the same for disagreeing with `_disagree`.

    `z` tests P against one half, `R` is P here ÷ P in the other groups together, `z_R` tests that ratio.
    """

    n: int
    agree: int
    disagree: int
    P: float
    z: float
    R: float
    z_R: float  # noqa: N815 - the field's own symbol
    P_disagree: float
    z_disagree: float
    R_disagree: float
    z_R_disagree: float  # noqa: N815

    @property
    def passed(self) -> int:
        return self.n - self.agree - self.disagree


@dataclass(frozen=True, slots=True)
class Statement:
    """Counts over everybody who answered; the rest over those who are in a group.

    `consensus` and `consensus_disagree` are products over the groups, the `_jeffreys` ones geometric means;
    `divisive` is the widest gap between two groups, 0…1.
    """

    id: str
    n: int
    agree: int
    disagree: int
    consensus: float | None
    consensus_disagree: float | None
    jeffreys: float | None
    jeffreys_disagree: float | None
    divisive: float | None
    by_group: tuple[InGroup, ...] = ()
    place: tuple[float, float] = (0.0, 0.0)

    @property
    def passed(self) -> int:
        return self.n - self.agree - self.disagree


@dataclass(frozen=True)
class Conversation:
    """`groups` gives each voter who answered enough a group 0…k-1; `k` 0 says there were too few.

    `people` counts those with enough answers, `sizes` the groups. `voters` holds places for a picture of points
    without names, in the order of `groups`.
    """

    k: int
    groups: dict[str, int] = field(repr=False)
    sizes: tuple[int, ...]
    statements: tuple[Statement, ...] = field(repr=False)
    people: int
    voters: Points = field(repr=False)

    @property
    def too_few(self) -> bool:
        return self.k == 0


def analyse(table: Table, *, k: int | None = None, limits: Limits | None = None) -> Conversation:
    """Group those who answered enough and describe every statement that was not left out."""
    limits = limits or Limits()
    asked = int((table.cells != MISSING).any(axis=0).sum())
    enough = np.flatnonzero(table.given >= min(limits.answers, max(asked, 1)))
    if len(enough) < limits.people:
        return _too_few(table, len(enough))
    voters, statements = places(table)
    stood = voters[enough]
    # Where somebody stands is known the better the more they answered; an error shrinks with the root.
    labels = group(stood, np.sqrt(table.given[enough].astype(np.float64)), k=k, least=limits.group)
    described = _describe(table, table.cells[enough], labels, statements)
    sizes = tuple(int(one) for one in np.bincount(labels))
    named = {table.voters[row]: int(label) for row, label in zip(enough, labels, strict=True)}
    return Conversation(len(sizes), named, sizes, described, len(enough), stood)


def statistics(table: Table, groups: dict[str, int]) -> tuple[Statement, ...]:
    """The statements of a conversation whose groups are known already (0…k-1, each used)."""
    rows = [row for row, voter in enumerate(table.voters) if voter in groups]
    labels = np.array([groups[table.voters[row]] for row in rows], dtype=np.int64)
    return _describe(table, table.cells[rows], labels, places(table)[1])


def _too_few(table: Table, people: int) -> Conversation:
    n, agree, disagree = _counts(table.cells)
    statements = tuple(
        Statement(table.statements[c], int(n[c]), int(agree[c]), int(disagree[c]), None, None, None, None, None)
        for c in table.kept
    )
    return Conversation(0, {}, (), statements, people, np.empty((0, 2)))


def _counts(cells: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    return (cells != MISSING).sum(axis=0), (cells == AGREE).sum(axis=0), (cells == DISAGREE).sum(axis=0)


def _describe(table: Table, cells: NDArray[np.int8], labels: Labels, where: Points) -> tuple[Statement, ...]:
    tallies = tally(cells, labels)
    n, agree, disagree = _counts(table.cells)
    groups = [_in_group(tallies, one) for one in range(len(tallies.n))]
    legacy = common(tallies.agree, tallies.n), common(tallies.disagree, tallies.n)
    jeffreys = common_jeffreys(tallies.agree, tallies.n), common_jeffreys(tallies.disagree, tallies.n)
    divisive = divisiveness(tallies)
    return tuple(
        Statement(
            id=table.statements[c],
            n=int(n[c]),
            agree=int(agree[c]),
            disagree=int(disagree[c]),
            consensus=float(legacy[0][c]),
            consensus_disagree=float(legacy[1][c]),
            jeffreys=float(jeffreys[0][c]),
            jeffreys_disagree=float(jeffreys[1][c]),
            divisive=float(divisive[c]),
            by_group=tuple(one[c] for one in groups),
            place=(float(where[c, 0]), float(where[c, 1])),
        )
        for c in table.kept
    )


def _in_group(tallies: Tallies, one: int) -> list[InGroup]:
    """One group's figures for every statement."""
    n, rest = tallies.n[one], tallies.without(one)
    n_rest = rest.n[0]
    columns: list[Points] = []
    for inside, outside in ((tallies.agree[one], rest.agree[0]), (tallies.disagree[one], rest.disagree[0])):
        p = share(inside, n)
        columns += [p, share_test(inside, n), p / share(outside, n_rest), ratio_test(inside, outside, n, n_rest)]
    return [
        InGroup(int(n[c]), int(tallies.agree[one][c]), int(tallies.disagree[one][c]), *(float(x[c]) for x in columns))
        for c in range(len(n))
    ]
