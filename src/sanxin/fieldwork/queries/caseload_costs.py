"""What a change of a plan would cost, before anybody takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxin.fieldwork.models import CaseloadPlan, PlanPair
from sanxin.fieldwork.queries.caseload_input import Asked, asked_of
from sanxin.fieldwork.queries.caseload_words import RULES
from sanxin.fieldwork.rules import caseload as rules
from sanxin.people.models import Person
from sanxin_engines.caseload import Cost, Rule, Scales, Target
from sanxin_engines.caseload.weighing import Key


@dataclass(frozen=True)
class Choice:
    """One officer who might have it."""

    person_id: UUID
    name: str
    number: str
    km: float
    cost: Cost
    now: bool
    before: bool
    load: int
    """How many of the kind they have now."""
    most: int
    rules: list[Rule]
    """What keeps them from it."""
    full: bool
    leaves_short: bool
    """Whoever has it now would be below the least."""

    @property
    def possible(self) -> bool:
        return not self.now and not self.rules and not self.full


@dataclass(frozen=True)
class Swap:
    """Another pair of the kind that might change hands with this one."""

    pair: PlanPair
    cost: Cost


class Weighing:
    """A plan on the scales, asked by our own ids."""

    def __init__(self, plan: CaseloadPlan, asked: Asked) -> None:
        self.asked = asked
        self.pairs = {pair.target_id: pair for pair in PlanPair.objects.filter(plan=plan).with_names()}
        owners = {
            key: asked.name_of(self.pairs[target].person_id) if target in self.pairs else None
            for key, target in asked.targets.items()
        }
        self.scales = Scales(asked.instance, asked.rules, owners)

    def cost_of(self, changes: Mapping[UUID, UUID | None]) -> Cost:
        return self.scales.cost_of(self._keys(changes))

    def km(self, pair: PlanPair, person: Person) -> float | None:
        key, staff = self.asked.keys.get(pair.target_id), self.asked.names.get(person.id)
        return round(self.scales.km(staff, key), 3) if key is not None and staff is not None else None

    def check(self, pair: PlanPair, person: Person, changes: Mapping[UUID, UUID | None]) -> None:
        """Refuses what no plan may hold: whoever takes no part, a forbidden pair, more than the most."""
        staff, key = self.asked.names.get(person.id), self.asked.keys.get(pair.target_id)
        rules.check_takes_part(person.name, takes_part=staff is not None and key is not None)
        assert staff is not None
        assert key is not None
        rules.check_allowed(person.name, [str(RULES[rule]) for rule in self.scales.breaks(staff, key)])
        load = self.scales.load(staff, key[0], self._keys(changes))
        rules.check_fits(person.name, load, self.scales.bounds(staff, key[0])[1])

    def choices(self, pair: PlanPair) -> list[Choice]:
        """Everybody who takes part, the cheapest first; whom a rule keeps from it last."""
        key = self.asked.keys.get(pair.target_id)
        if key is None:
            return []
        found = [self._choice(pair, key, staff) for staff in self.scales.staff]
        return sorted(found, key=lambda one: (not one.now, not one.possible, one.cost.total, one.number))

    def swaps(self, pair: PlanPair, most: int = 8) -> list[Swap]:
        """The cheapest exchanges with others of the kind."""
        key = self.asked.keys.get(pair.target_id)
        if key is None or pair.person_id is None:
            return []
        found = [
            Swap(other, self.cost_of({pair.target_id: other.person_id, other.target_id: pair.person_id}))
            for other in self.pairs.values()
            if self._may_swap(pair, key, other)
        ]
        return sorted(found, key=lambda one: (one.cost.total, str(one.pair.pk)))[:most]

    def _choice(self, pair: PlanPair, key: Key, staff: str) -> Choice:
        person_id = self.asked.people[staff]
        load, (_, most) = self.scales.load(staff, key[0]), self.scales.bounds(staff, key[0])
        now = pair.person_id == person_id
        owner = self.scales.owners.get(key)
        short = owner is not None and self.scales.load(owner, key[0]) <= self.scales.bounds(owner, key[0])[0]
        return Choice(
            person_id=person_id,
            name=self.scales.staff[staff].name,
            number=staff,
            km=self.scales.km(staff, key),
            cost=self.scales.cost_of({key: staff}),
            now=now,
            before=pair.before_id == person_id,
            load=load,
            most=most,
            rules=self.scales.breaks(staff, key),
            full=not now and load + 1 > most,
            leaves_short=short and not now,
        )

    def _may_swap(self, pair: PlanPair, key: Key, other: PlanPair) -> bool:
        other_key = self.asked.keys.get(other.target_id)
        mine, theirs = self.asked.name_of(pair.person_id), self.asked.name_of(other.person_id)
        if other_key is None or mine is None or theirs is None or mine == theirs or other_key[0] is not key[0]:
            return False
        return not self.scales.breaks(theirs, key) and not self.scales.breaks(mine, other_key)

    def _keys(self, changes: Mapping[UUID, UUID | None]) -> dict[tuple[Target, str], str | None]:
        return {self.asked.keys[target]: self.asked.name_of(person) for target, person in changes.items()}


def weighing_of(plan: CaseloadPlan, today: date) -> Weighing:
    """Thirteen queries."""
    return Weighing(plan, asked_of(plan, today))
