"""What a change by hand costs, before it is taken: the same prices as the plan's, on the pairs as they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import numpy as np

from sanxin_engines.caseload.geography import located
from sanxin_engines.caseload.instance import Instance, Rules, Target
from sanxin_engines.caseload.plan import Rule

Key = tuple[Target, str]
Owners = Mapping[Key, str | None]


@dataclass(frozen=True, slots=True)
class Cost:
    """Kilometres, by what they are for; below zero something is saved."""

    way: float = 0.0
    change: float = 0.0
    own_village: float = 0.0
    balance: float = 0.0
    hard: float = 0.0

    @property
    def total(self) -> float:
        return self.way + self.change + self.own_village + self.balance + self.hard

    def __sub__(self, other: Cost) -> Cost:
        return Cost(*(getattr(self, one.name) - getattr(other, one.name) for one in fields(self)))


class Scales:
    """Weighs plans of one instance. Build it once, ask often: a change is weighed by what it touches."""

    def __init__(self, instance: Instance, rules: Rules, owners: Owners) -> None:
        self.rules, self.owners = rules, dict(owners)
        self.staff = {one.id: one for one in instance.staff}
        self.villages = {one.id: one for one in instance.villages}
        self.members = {one.id: one for one in instance.members}
        self.last = {(pair.kind, pair.target): pair.staff for pair in instance.last_year}
        self.barred = {(pair.staff, pair.kind, pair.target) for pair in instance.forbidden}
        self._place(instance)
        self._living: dict[str, list[str]] = defaultdict(list)
        for member in instance.members:
            self._living[member.village].append(member.id)
        self._given: dict[str, set[Key]] = defaultdict(set)
        for key, staff in self.owners.items():
            if staff is not None:
                self._given[staff].add(key)

    def km(self, staff: str, key: Key) -> float:
        """As the crow flies."""
        return float(np.hypot(*(self._staff_at[staff] - self._target_at[key])))

    def total(self) -> Cost:
        """Everything as it stands, what nobody serves left out."""
        return self._sum(self.owners, self.owners, self.staff)

    def cost_of(self, changes: Owners) -> Cost:
        """What these changes add. Targets may be given to nobody."""
        touched = set(changes)
        for kind, target in changes:
            if kind is Target.VILLAGE:  # living in one's own village is worth something: the village moves, that too
                touched |= {(Target.MEMBER, one) for one in self._living[target]}
        after = {**self.owners, **changes}
        people = {one for key in changes for one in (self.owners.get(key), after[key]) if one is not None}
        return self._sum(after, touched, people) - self._sum(self.owners, touched, people)

    def breaks(self, staff: str, key: Key) -> list[Rule]:
        """Rules that keep this officer from this target; bounds are not among them."""
        kind, target = key
        one, wanted = self.staff[staff], self.villages.get(target) if kind is Target.VILLAGE else self.members[target]
        village = target if kind is Target.VILLAGE else self.members[target].village
        tests = {
            Rule.NEEDS: bool(wanted is not None and wanted.needs - one.skills),
            Rule.HOME: bool(one.home_village) and one.home_village == village,
            Rule.FORBIDDEN: (staff, kind, target) in self.barred,
            Rule.TOO_FAR: self.rules.most_km is not None and self.km(staff, key) > self.rules.most_km,
        }
        return [rule for rule, broken in tests.items() if broken]

    def load(self, staff: str, kind: Target, changes: Owners | None = None) -> int:
        """How many of a kind an officer has, after these changes."""
        changes = changes or {}
        kept = {key for key in self._given[staff] if key[0] is kind and key not in changes}
        return len(kept) + sum(1 for key, one in changes.items() if one == staff and key[0] is kind)

    def bounds(self, staff: str, kind: Target) -> tuple[int, int]:
        one = self.staff[staff]
        if kind is Target.VILLAGE:
            return one.min_villages, one.max_villages
        return one.min_members, one.max_members

    def _sum(self, owners: Owners, keys: Iterable[Key], people: Iterable[str]) -> Cost:
        way = change = own = 0.0
        for key in keys:
            staff = owners.get(key)
            if staff is None:
                continue
            way += self.km(staff, key) * self.rules.road
            change -= self.rules.change_km * (self.last.get(key) == staff)
            if key[0] is Target.MEMBER:
                village = owners.get((Target.VILLAGE, self.members[key[1]].village))
                own -= self.rules.own_village_km * (village == staff)
        balance, hard = self._steps(owners, set(people))
        return Cost(way, change, own, balance, hard)

    def _steps(self, owners: Owners, people: set[str]) -> tuple[float, float]:
        """The price of each one above the floor, and of each further hard case of one officer."""
        counts: Counter[tuple[str, Target]] = Counter()
        hard: Counter[str] = Counter()
        keys = {key for one in people for key in self._given[one]} | set(owners.keys() - self.owners.keys())
        keys |= {key for key, staff in owners.items() if staff in people and self.owners.get(key) != staff}
        for key in keys:
            staff = owners.get(key)
            if staff not in people or staff is None:
                continue
            counts[staff, key[0]] += 1
            hard[staff] += key[0] is Target.MEMBER and self.members[key[1]].difficulty >= self.rules.hard_from
        above = (max(count - self.bounds(staff, kind)[0], 0) for (staff, kind), count in counts.items())
        balance = sum(self.rules.balance_km * extra * (extra + 1) / 2 for extra in above)
        return balance, sum(self.rules.hard_km * count * (count - 1) / 2 for count in hard.values())

    def _place(self, instance: Instance) -> None:
        staff, villages, members = located(instance)
        self._staff_at = dict(zip(self.staff, staff, strict=True))
        self._target_at = {(Target.VILLAGE, one): at for one, at in zip(self.villages, villages, strict=True)}
        self._target_at |= {(Target.MEMBER, one): at for one, at in zip(self.members, members, strict=True)}
