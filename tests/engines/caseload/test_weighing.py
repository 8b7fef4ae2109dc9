"""What a change by hand costs: the plan's own prices, and never less than nothing where the plan is best."""

from dataclasses import replace

import pytest

from sanxin_engines.caseload import Assignment, Instance, Pair, Plan, Rule, Rules, Scales, Target, plan
from tests.engines.caseload.county import county

NEAR = 0.25
"""The engine counts whole metres for each pair."""


def scales_of(instance: Instance, made: Plan, rules: Rules | None = None) -> Scales:
    return Scales(instance, rules or Rules(), {(one.kind, one.target): one.staff for one in made.assignments})


def last_year(made: Plan) -> tuple[Pair, ...]:
    return tuple(Pair(one.staff, one.kind, one.target) for one in made.assignments)


def fits(scales: Scales, one: Assignment, other: str) -> bool:
    """Both keep their bounds."""
    least, most = scales.load(one.staff, one.kind) - 1, scales.load(other, one.kind) + 1
    return least >= scales.bounds(one.staff, one.kind)[0] and most <= scales.bounds(other, one.kind)[1]


def test_the_whole_weighs_what_the_engine_says() -> None:
    instance = county()
    instance = replace(instance, last_year=last_year(plan(instance)))
    made = plan(instance)

    assert scales_of(instance, made).total().total == pytest.approx(
        made.villages.objective + made.members.objective, abs=NEAR
    )


def test_a_change_weighs_the_difference() -> None:
    instance = county()
    made = plan(instance)
    scales = scales_of(instance, made)
    for one, other in zip(made.assignments[::7], made.assignments[3::7], strict=False):
        changes = {(one.kind, one.target): other.staff}
        after = Scales(instance, Rules(), {**scales.owners, **changes})
        assert scales.cost_of(changes).total == pytest.approx(after.total().total - scales.total().total)


def test_a_village_that_moves_takes_along_what_its_members_save() -> None:
    instance = county()
    made = plan(instance)
    scales = scales_of(instance, made)
    contact = {one.target: one.staff for one in made.villages.assignments}
    village = {one.id: one.village for one in instance.members}
    own = next(one for one in made.members.assignments if contact.get(village[one.target]) == one.staff)
    home = village[own.target]
    other = next(one.id for one in instance.staff if one.id != own.staff)

    assert scales.cost_of({(Target.VILLAGE, home): other}).own_village >= Rules().own_village_km


def test_no_change_of_one_member_within_bounds_saves_anything() -> None:
    instance = county()
    made = plan(instance)
    scales = scales_of(instance, made)
    for one in made.members.assignments:
        key = (one.kind, one.target)
        for other in instance.staff:
            if other.id != one.staff and fits(scales, one, other.id) and not scales.breaks(other.id, key):
                assert scales.cost_of({key: other.id}).total >= -0.01


def test_the_next_best_is_never_dearer_than_promised() -> None:
    """`next_km` is a bound: taking the next best costs at least that."""
    instance = county()
    made = plan(instance)
    scales = scales_of(instance, made)
    for one in made.members.assignments:
        if one.next_best is not None and one.next_km is not None and fits(scales, one, one.next_best):
            assert scales.cost_of({(one.kind, one.target): one.next_best}).total >= one.next_km - 0.01


def test_it_says_which_rule_a_pair_breaks() -> None:
    instance = county()
    one = instance.staff[0]
    village = one.home_village or instance.villages[0].id
    instance = replace(
        instance,
        staff=(replace(one, home_village=village), *instance.staff[1:]),
        forbidden=(Pair(one.id, Target.VILLAGE, instance.villages[1].id),),
    )
    scales = Scales(instance, Rules(most_km=500), {})

    assert Rule.HOME in scales.breaks(one.id, (Target.VILLAGE, village))
    assert Rule.FORBIDDEN in scales.breaks(one.id, (Target.VILLAGE, instance.villages[1].id))
    near = Scales(instance, Rules(most_km=0.0), {})
    assert Rule.TOO_FAR in near.breaks(one.id, (Target.VILLAGE, instance.villages[2].id))
