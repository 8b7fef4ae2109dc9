"""The plan against every possible plan, and few pairs against all pairs."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanxin_engines.caseload import Instance, Member, Part, Rules, Staff, Village, plan
from sanxin_engines.caseload.geography import distances, located
from sanxin_engines.caseload.weighing import Key, Scales
from tests.engines.caseload.county import county

DEGREES = st.integers(0, 40).map(lambda n: 29 + n / 100)


@st.composite
def small(draw: st.DrawFn) -> Instance:
    """Two or three officers, up to five members of which some are hard cases; no floors, room for all."""
    staff = tuple(
        Staff(f"s{i}", lat=draw(DEGREES), lon=draw(DEGREES), min_members=0, max_members=draw(st.integers(2, 5)))
        for i in range(draw(st.integers(2, 3)))
    )
    members = tuple(
        Member(f"m{i}", "", draw(DEGREES), draw(DEGREES), difficulty=draw(st.sampled_from((1, 3))))
        for i in range(draw(st.integers(1, min(5, sum(one.max_members for one in staff)))))
    )
    return Instance(staff, (), members)


def cheapest(instance: Instance, rules: Rules) -> float:
    """The least cost over all plans that serve everybody, in kilometres, by trying each."""
    staff, _, members = located(instance)
    km = distances(staff, members) * rules.road
    best = float("inf")
    for plan_ in product(range(len(staff)), repeat=len(members)):
        cost = sum(float(km[i, j]) for j, i in enumerate(plan_))
        for i, one in enumerate(instance.staff):
            mine = [instance.members[j] for j, who in enumerate(plan_) if who == i]
            if len(mine) > one.max_members:
                break
            hard = sum(member.difficulty >= rules.hard_from for member in mine)
            cost += rules.balance_km * len(mine) * (len(mine) + 1) / 2 + rules.hard_km * hard * (hard - 1) / 2
        else:
            best = min(best, cost)
    return best


@given(small())
@settings(max_examples=60, deadline=None)
def test_no_plan_is_cheaper(instance: Instance) -> None:
    made = plan(instance).members

    assert len(made.assignments) == len(instance.members)
    assert made.objective == pytest.approx(cheapest(instance, Rules()), abs=0.02)
    assert made.gap == 0


def test_few_pairs_come_to_the_cost_of_all_pairs() -> None:
    instance, rules = county(60, 90, 300, seed=4), Rules(own_village_km=0)  # equal villages may go to others
    whole = plan(instance, rules)
    grown = plan(instance, replace(rules, whole_pairs=1))

    assert grown.villages.arcs < whole.villages.arcs
    assert (grown.villages.gap, grown.villages.objective) == (0, whole.villages.objective)
    assert (grown.members.gap, grown.members.objective) == (0, whole.members.objective)


def test_the_plan_of_a_large_county_costs_what_the_complete_graph_costs() -> None:
    instance, rules = county(400, 640, 1600, seed=6), Rules(own_village_km=0)  # equal villages may go to others
    complete = plan(instance, replace(rules, whole_pairs=10**9))
    made = plan(instance, rules)

    assert complete.members.arcs > 0.99 * complete.members.pairs  # but nobody serves the village at home
    assert made.members.arcs < complete.members.arcs / 5
    for ours, best in ((made.villages, complete.villages), (made.members, complete.members)):
        assert (ours.objective, ours.gap, len(ours.assignments)) == (best.objective, 0, len(best.assignments))


@pytest.mark.parametrize("places", [1, 3, 20])
def test_officers_who_set_out_from_the_same_buildings_come_to_the_cost_of_all_pairs(places: int) -> None:
    instance, rules = county(60, 90, 300, seed=7), Rules(own_village_km=0)
    at = instance.villages[:places]
    staff = tuple(
        replace(one, lat=at[number % places].lat, lon=at[number % places].lon)
        for number, one in enumerate(instance.staff)
    )
    whole = plan(replace(instance, staff=staff), rules)
    grown = plan(replace(instance, staff=staff), replace(rules, whole_pairs=1))

    assert grown.members.arcs < whole.members.arcs
    for ours, best in ((grown.villages, whole.villages), (grown.members, whole.members)):
        assert (ours.objective, ours.gap, len(ours.assignments)) == (best.objective, 0, len(best.assignments))


@pytest.mark.parametrize("room", [2, 3])
def test_totals_stay_comparable_where_somebody_is_left_over(room: int) -> None:
    """Too little room: each round leaves others without anybody, and what is proven still holds."""
    tight = county(60, 90, 300, seed=5)
    tight = replace(tight, staff=tuple(replace(one, min_members=0, max_members=room) for one in tight.staff))
    whole = plan(tight, Rules(own_village_km=0)).members
    grown = plan(tight, Rules(own_village_km=0, whole_pairs=1)).members

    assert len(grown.unserved) == len(whole.unserved) == 300 - 60 * room
    assert (grown.gap, grown.objective) == (0, whole.objective)
    assert grown.objective == pytest.approx(weighed(tight, Rules(own_village_km=0), grown), abs=0.2)


def weighed(instance: Instance, rules: Rules, part: Part) -> float:
    """The same kilometres as a person adjusting by hand is shown."""
    owners: dict[Key, str | None] = {(one.kind, one.target): one.staff for one in part.assignments}
    return Scales(instance, rules, owners).total().total


def test_what_nobody_serves_is_no_kilometres() -> None:
    instance = county(6, 8, 0)
    lonely = Village("x", "", 29.0, 117.3, needs=frozenset({"nobody knows"}))
    whole = plan(instance).villages
    made = plan(replace(instance, villages=(*instance.villages, lonely))).villages
    idle = plan(replace(instance, villages=instance.villages[:3])).villages

    assert made.objective == made.bound == pytest.approx(whole.objective, abs=0.01)  # the middle has moved a little
    assert idle.short
    assert idle.objective == pytest.approx(weighed(instance, Rules(), idle), abs=0.01)


def test_the_bound_holds_where_only_near_pairs_are_compared() -> None:
    instance = county(60, 90, 0, seed=4)
    best = plan(instance).villages.objective
    near = plan(instance, Rules(whole_pairs=1, exact_pairs=1)).villages

    assert near.bound <= best <= near.objective
    assert near.objective <= best * 1.005


def test_a_village_nobody_can_serve_does_not_disturb_the_others() -> None:
    instance = county(6, 8, 0)
    lonely = Village("x", "", 29.0, 117.3, needs=frozenset({"nobody knows"}))
    made = plan(Instance(instance.staff, (*instance.villages, lonely)))

    assert [one.target for one in made.villages.unserved] == ["x"]
    assert [one.staff for one in made.villages.assignments] == [
        one.staff for one in plan(instance).villages.assignments
    ]
