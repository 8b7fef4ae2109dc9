"""Which counts may be shown so that no few people stand out, alone or by subtraction. Plain values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sanxin.dialogues.rules.thresholds import LEAST


@dataclass(frozen=True)
class Bar:
    """How some people answered one statement."""

    n: int
    agree: int
    disagree: int

    @property
    def passed(self) -> int:
        return self.n - self.agree - self.disagree

    def percent(self, count: int) -> int:
        return round(100 * count / self.n) if self.n else 0

    @property
    def agree_percent(self) -> int:
        return self.percent(self.agree)

    @property
    def disagree_percent(self) -> int:
        return self.percent(self.disagree)

    @property
    def no_from(self) -> int:
        """Where the disagreeing begin on a line of a hundred."""
        return 100 - self.disagree_percent

    @property
    def passed_percent(self) -> int:
        return 100 - self.agree_percent - self.disagree_percent if self.n else 0


@dataclass(frozen=True)
class Bars:
    """One statement in all and in each group; None where too few answered it."""

    total: Bar | None
    groups: tuple[Bar, ...]
    """Empty where one group is too small for this statement: the others would give it away."""


def bars_of(statement: Mapping[str, Any]) -> Bars:
    """From a statement of a snapshot.

    Whoever answered too little stands in no group. Where that is fewer than five people for this statement, they are
    left out of the total too, which would otherwise tell their answers.
    """
    if statement["n"] < LEAST:
        return Bars(None, ())
    groups = tuple(_bar(part) for _name, part in sorted(statement["by_group"].items(), key=lambda one: int(one[0])))
    together = _sum(groups)
    if not groups or any(part.n < LEAST for part in groups):
        return Bars(_bar(statement), ())
    alone = statement["n"] - together.n
    return Bars(together if 0 < alone < LEAST else _bar(statement), groups)


def _bar(counts: Mapping[str, Any]) -> Bar:
    return Bar(counts["n"], counts["agree"], counts["disagree"])


def _sum(parts: Sequence[Bar]) -> Bar:
    return Bar(*(sum(getattr(part, name) for part in parts) for name in ("n", "agree", "disagree")))


def alone_in_words(people: int, sizes: Sequence[int]) -> int | None:
    """How many answered and stand in no group; None where that is a number too small to tell."""
    alone = people - sum(sizes)
    return alone if alone == 0 or alone >= LEAST else None
