"""What comes out: who is whose contact, why, and what could not be served."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sanxin_engines.caseload.instance import Target


class Reason(StrEnum):
    """Why a pair was chosen; the first that holds."""

    FIXED = "fixed"
    KEPT = "kept"
    OWN_VILLAGE = "own_village"
    NEAREST = "nearest"
    BALANCE = "balance"


class Rule(StrEnum):
    """Why nobody could be given, or a bound could not be held."""

    NEEDS = "needs"
    HOME = "home_village"
    FORBIDDEN = "forbidden"
    TOO_FAR = "most_km"
    FULL = "max"
    FIXED_RULE = "fixed_breaks_rule"
    TOO_FEW = "min"


@dataclass(frozen=True, slots=True)
class Assignment:
    """`km` as the crow flies; `next_best` is the next officer and `next_km` what giving the target to them would
    add to the cost, at least, in kilometres of the way to go (None: nobody else may)."""

    staff: str
    kind: Target
    target: str
    km: float
    reason: Reason
    next_best: str | None
    next_km: float | None
    kept: bool
    before: str | None
    """Last year's officer where it was another one."""


@dataclass(frozen=True, slots=True)
class Unserved:
    """Nobody could be given to this target; `rules` prevent it, with how many officers each excludes."""

    kind: Target
    target: str
    rules: tuple[tuple[Rule, int], ...]


@dataclass(frozen=True, slots=True)
class Short:
    """An officer below the floor, because there is nothing left that they may be given."""

    kind: Target
    staff: str
    given: int
    floor: int


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of target. `objective`, `bound` in kilometres; `gap` is (objective - bound) / distances, 0 is proven
    best. `arcs` pairs were weighed out of `pairs` possible ones."""

    kind: Target
    assignments: tuple[Assignment, ...] = ()
    unserved: tuple[Unserved, ...] = ()
    short: tuple[Short, ...] = ()
    objective: float = 0.0
    bound: float = 0.0
    gap: float = 0.0
    arcs: int = 0
    pairs: int = 0
    kept: int = 0
    could_keep: int = 0
    """Last year's pairs whose officer and target are both still there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Villages first, then members with the villages known."""

    villages: Part
    members: Part

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        return self.villages.assignments + self.members.assignments
