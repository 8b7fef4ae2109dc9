"""The whole plan: villages first, then members with everybody's villages known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from sanxin_engines.caseload.checking import check
from sanxin_engines.caseload.geography import Floats, located
from sanxin_engines.caseload.instance import Instance, Member, Pair, Rules, Target, Village
from sanxin_engines.caseload.matching import UNIT, Ints, Matching
from sanxin_engines.caseload.plan import Part, Plan


def plan(instance: Instance, rules: Rules | None = None) -> Plan:
    """Every village and member one contact where the rules allow it. Raises `WrongInstance`."""
    check(instance)
    rules = rules or Rules()
    staff, villages, members = located(instance)
    nobody = np.full(len(instance.villages), -1, dtype=np.int64)
    first = _part(instance, rules, Target.VILLAGE, staff, villages, instance.villages, nobody)
    own = _own(instance, first)
    second = _part(instance, rules, Target.MEMBER, staff, members, instance.members, own)
    return Plan(first, second)


def _part(
    instance: Instance,
    rules: Rules,
    kind: Target,
    staff: Floats,
    places: Floats,
    targets: Sequence[Village | Member],
    own: Ints,
) -> Part:
    if not targets:
        return Part(kind)
    matching = _matching(instance, rules, kind, staff, places, targets, own)
    from sanxin_engines.caseload.assigning import best  # OR-Tools and SciPy load only when a plan is made
    from sanxin_engines.caseload.explaining import explain

    return explain(instance, kind, [one.id for one in targets], matching, best(matching, rules))


def _matching(
    instance: Instance,
    rules: Rules,
    kind: Target,
    staff: Floats,
    places: Floats,
    targets: Sequence[Village | Member],
    own: Ints,
) -> Matching:
    row = {one.id: number for number, one in enumerate(instance.staff)}
    column = {one.id: number for number, one in enumerate(targets)}
    village = kind is Target.VILLAGE
    masks = _Masks(targets)
    homes = {one.id: number for number, one in enumerate(instance.villages)}
    return Matching(
        staff=staff,
        targets=places,
        low=_array((one.min_villages if village else one.min_members) for one in instance.staff),
        high=_array((one.max_villages if village else one.max_members) for one in instance.staff),
        hard=np.array([not village and _difficulty(one) >= rules.hard_from for one in targets], dtype=bool),
        fixed=_owners(instance.fixed, kind, row, column),
        last=_owners(instance.last_year, kind, row, column),
        needs=_array(masks.of(one.needs) for one in targets),
        skills=_array(masks.of(one.skills) for one in instance.staff),
        home=_array(homes.get(one.home_village, -1) for one in instance.staff),
        group=_array(homes.get(one.id if village else _village(one), -2) for one in targets),
        barred=_keys(instance.forbidden, kind, row, column),
        own=own,
        road=rules.road,
        change=round(rules.change_km * UNIT),
        own_discount=round(rules.own_village_km * UNIT),
        balance=round(rules.balance_km * UNIT),
        hard_price=round(rules.hard_km * UNIT),
        most_km=rules.most_km,
    )


class _Masks:
    """Skills that some target needs, as bits of one number (`checking.MOST_NEEDS`); others decide nothing."""

    def __init__(self, targets: Sequence[Village | Member]) -> None:
        needed = sorted(frozenset[str]().union(*(one.needs for one in targets)))
        self._bits = {name: 1 << place for place, name in enumerate(needed)}

    def of(self, names: Iterable[str]) -> int:
        """The bits of those of the names that are needed."""
        return sum(self._bits.get(name, 0) for name in frozenset(names))


def _array(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _difficulty(target: Village | Member) -> float:
    return target.difficulty if isinstance(target, Member) else 0.0


def _village(target: Village | Member) -> str:
    return target.village if isinstance(target, Member) else target.id


def _owners(pairs: Iterable[Pair], kind: Target, row: Mapping[str, int], column: Mapping[str, int]) -> Ints:
    """The officer of each target, -1 where there is none or one of the two is gone."""
    owners = np.full(len(column), -1, dtype=np.int64)
    for pair in pairs:
        if pair.kind is kind and pair.staff in row and pair.target in column:
            owners[column[pair.target]] = row[pair.staff]
    return owners


def _keys(pairs: Iterable[Pair], kind: Target, row: Mapping[str, int], column: Mapping[str, int]) -> Ints:
    keys = {
        row[pair.staff] * len(column) + column[pair.target]
        for pair in pairs
        if pair.kind is kind and pair.staff in row and pair.target in column
    }
    return _array(sorted(keys))


def _own(instance: Instance, villages: Part) -> Ints:
    """For each member the officer whose village it lives in, -1 where there is none."""
    contact = {one.target: one.staff for one in villages.assignments}
    row = {one.id: number for number, one in enumerate(instance.staff)}
    return _array(row[contact[one.village]] if one.village in contact else -1 for one in instance.members)
