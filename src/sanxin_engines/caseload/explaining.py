"""For every pair the reason and the next best officer; for everything not served the rule that prevents it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sanxin_engines.caseload.assigning import Best
from sanxin_engines.caseload.geography import between
from sanxin_engines.caseload.instance import Instance, Target
from sanxin_engines.caseload.matching import UNIT, Ints, Matching
from sanxin_engines.caseload.plan import Assignment, Part, Reason, Short, Unserved


def explain(instance: Instance, kind: Target, ids: Sequence[str], matching: Matching, found: Best) -> Part:
    """The plan in the words of the input."""
    owner = found.solved.owner
    served = np.flatnonzero(owner >= 0)
    following, extra = _next(matching, found)
    km = between(matching.staff[owner[served]], matching.targets[served])
    reasons = _reasons(matching, found, served)
    people = instance.staff
    before = _before(instance, kind)
    assignments = tuple(
        Assignment(
            staff=people[owner[j]].id,
            kind=kind,
            target=ids[j],
            km=round(float(way), 3),
            reason=reason,
            next_best=people[following[j]].id if following[j] >= 0 else None,
            next_km=round(int(extra[j]) / UNIT, 3) if following[j] >= 0 else None,
            kept=bool(matching.last[j] == owner[j]),
            before=before.get(ids[j]) if before.get(ids[j]) != people[owner[j]].id else None,
        )
        for j, way, reason in zip(served.tolist(), km, reasons, strict=True)
    )
    could = matching.last >= 0
    cost = found.solved.total - found.solved.fines
    return Part(
        kind,
        assignments,
        tuple(Unserved(kind, ids[j], tuple(matching.hindrances(j))) for j in np.flatnonzero(owner < 0).tolist()),
        _short(instance, kind, matching, owner),
        objective=round(cost / UNIT, 3),
        bound=round((cost - found.missing) / UNIT, 3),
        gap=found.missing / max(found.way, 1),
        arcs=len(found.people),
        pairs=matching.n * matching.m,
        kept=int((matching.last[could] == owner[could]).sum()),
        could_keep=int(could.sum()),
    )


def _next(matching: Matching, found: Best) -> tuple[Ints, Ints]:
    """For each target the other officer who would add least, and how much at least (metres)."""
    solved = found.solved
    extra = found.costs + solved.at(found.people, matching.hard[found.targets]) - solved.of[found.targets]
    other = solved.owner[found.targets] != found.people
    people, targets, extra = found.people[other], found.targets[other], np.maximum(extra[other], 0)
    order = np.lexsort((people, extra, targets))
    first = np.unique(targets[order], return_index=True)
    following, least = np.full(matching.m, -1, dtype=np.int64), np.zeros(matching.m, dtype=np.int64)
    following[first[0]] = people[order][first[1]]
    least[first[0]] = extra[order][first[1]]
    return following, least


def _reasons(matching: Matching, found: Best, served: Ints) -> list[Reason]:
    owner = found.solved.owner[served]
    cheapest = np.full(matching.m, np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(cheapest, found.targets, found.costs)
    cost = matching.costs(owner, served)
    own = matching.own[served] == owner
    tests = [
        (matching.fixed[served] == owner, Reason.FIXED),
        (matching.last[served] == owner, Reason.KEPT),
        (own, Reason.OWN_VILLAGE),
        (cost <= cheapest[served], Reason.NEAREST),
    ]
    return [next((reason for test, reason in tests if test[k]), Reason.BALANCE) for k in range(len(served))]


def _before(instance: Instance, kind: Target) -> dict[str, str]:
    return {pair.target: pair.staff for pair in instance.last_year if pair.kind is kind}


def _short(instance: Instance, kind: Target, matching: Matching, owner: Ints) -> tuple[Short, ...]:
    given = np.bincount(owner[owner >= 0], minlength=matching.n)
    return tuple(
        Short(kind, instance.staff[i].id, int(given[i]), int(matching.low[i]))
        for i in np.flatnonzero(given < matching.low).tolist()
    )
