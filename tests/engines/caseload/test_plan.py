"""The plan: everybody served, bounds held, never one's home, near, fair, stable, explained."""

from collections import Counter
from dataclasses import replace

import pytest

from sanxin_engines.caseload import (
    Instance,
    Member,
    Pair,
    Plan,
    Reason,
    Rule,
    Rules,
    Staff,
    Target,
    Village,
    WrongInstance,
    plan,
)
from tests.engines.caseload.county import county

EAST, WEST = (29.0, 117.5), (29.0, 117.0)
FREE = {"min_villages": 0, "min_members": 0}


def test_every_village_and_member_has_one_contact_within_bounds() -> None:
    instance = county()
    made = plan(instance)

    assert sorted(one.target for one in made.villages.assignments) == sorted(one.id for one in instance.villages)
    assert sorted(one.target for one in made.members.assignments) == sorted(one.id for one in instance.members)
    assert all(1 <= count <= 2 for count in Counter(one.staff for one in made.villages.assignments).values())
    assert set(Counter(one.staff for one in made.members.assignments).values()) <= {4, 5, 6}
    assert (made.villages.gap, made.members.gap) == (0, 0)
    assert made.villages.objective == made.villages.bound


def test_nobody_serves_the_village_at_home() -> None:
    instance = county()
    home = {one.id: one.home_village for one in instance.staff}
    village = {one.id: one.village for one in instance.members}
    made = plan(instance)

    assert all(home[one.staff] != one.target for one in made.villages.assignments)
    assert all(home[one.staff] != village[one.target] for one in made.members.assignments)


def test_a_village_gets_somebody_with_the_skills_it_needs() -> None:
    instance = county()
    skills = {one.id: one.skills for one in instance.staff}
    needs = {one.id: one.needs for one in instance.villages}

    assert any(needs.values())
    assert all(needs[one.target] <= skills[one.staff] for one in plan(instance).villages.assignments)


def test_next_year_nearly_everything_stays() -> None:
    instance = county(30, 45, 150)
    before = tuple(Pair(one.staff, one.kind, one.target) for one in plan(instance).assignments)
    left = {one.id for one in instance.staff[:3]}
    newcomers = tuple(Staff(f"new{i}", lat=29.0, lon=117.2) for i in range(3))
    stayed = tuple(one for one in instance.staff if one.id not in left)

    made = plan(replace(instance, staff=stayed + newcomers, last_year=before))

    assert made.villages.could_keep == sum(pair.kind is Target.VILLAGE and pair.staff not in left for pair in before)
    assert made.villages.kept >= 0.85 * made.villages.could_keep
    assert made.members.kept >= 0.85 * made.members.could_keep
    handed = {one.target: one.before for one in made.assignments if not one.kept}
    assert all(handed[pair.target] == pair.staff for pair in before if pair.staff in left)


def test_without_a_price_of_change_only_nearness_counts() -> None:
    last = (Pair("far", Target.VILLAGE, "v"),)
    staff = (Staff("far", lat=29.0, lon=117.9, **FREE), Staff("near", lat=29.0, lon=117.0, **FREE))
    instance = Instance(staff, (Village("v", "", *WEST),), last_year=last)

    assert plan(instance, Rules(change_km=0)).villages.assignments[0].staff == "near"
    kept = plan(instance, Rules(change_km=200)).villages.assignments[0]
    assert (kept.staff, kept.reason, kept.kept) == ("far", Reason.KEPT, True)


def test_the_next_best_officer_and_the_cost_of_changing_are_told() -> None:
    staff = (Staff("a", lat=29.0, lon=117.0, **FREE), Staff("b", lat=29.0, lon=117.1, **FREE))
    [one] = plan(Instance(staff, (Village("v", "", *WEST),)), Rules(balance_km=0)).villages.assignments

    assert (one.staff, one.reason, one.next_best) == ("a", Reason.NEAREST, "b")
    assert one.next_km == pytest.approx(0.1 * 111.195 * 0.8746 * 1.3, rel=0.01)


def test_members_near_ones_own_villages_are_preferred() -> None:
    staff = (Staff("a", lat=29.0, lon=117.0, **FREE), Staff("b", lat=29.0, lon=117.02, **FREE))
    villages = (Village("va", "", 29.05, 117.0), Village("vb", "", 29.05, 117.03))
    member = Member("m", "va", 29.02, 117.012)  # a little nearer to b
    instance = Instance(staff, villages, (member,))

    assert plan(instance, Rules(own_village_km=0)).members.assignments[0].staff == "b"
    [one] = plan(instance).members.assignments
    assert (one.staff, one.reason) == ("a", Reason.OWN_VILLAGE)


def test_hard_cases_are_spread() -> None:
    staff = tuple(Staff(f"s{i}", lat=29.0, lon=117.0 + i * 0.01, **FREE) for i in range(4))
    villages = (Village("v", "", *WEST),)
    members = tuple(Member(f"m{i}", "v", *WEST, difficulty=3 if i < 4 else 1) for i in range(12))
    instance = Instance(staff, villages, members)

    def most(rules: Rules) -> int:
        hard = Counter(
            one.staff for one in plan(instance, rules).members.assignments if one.target in {f"m{i}" for i in range(4)}
        )
        return max(hard.values())

    assert most(Rules()) == 1
    assert most(Rules(hard_km=0, own_village_km=0, balance_km=0)) > 1


def test_what_is_fixed_stays_and_what_is_forbidden_never_comes() -> None:
    instance = county()
    villages = plan(instance).villages.assignments
    chosen, other = villages[0], next(one for one in villages if one.staff != villages[0].staff)
    fixed = Pair(other.staff, Target.VILLAGE, chosen.target)
    forbidden = Pair(other.staff, Target.VILLAGE, other.target)

    made = plan(replace(instance, fixed=(fixed,), forbidden=(forbidden,)))

    owner = {one.target: one for one in made.villages.assignments}
    assert (owner[chosen.target].staff, owner[chosen.target].reason) == (other.staff, Reason.FIXED)
    assert owner[chosen.target].next_best is None
    assert owner[other.target].staff != other.staff


@pytest.mark.parametrize(
    ("staff", "village", "rules", "rule"),
    [
        ({}, {"needs": frozenset({"law"})}, Rules(), Rule.NEEDS),
        ({"home_village": "v"}, {}, Rules(), Rule.HOME),
        ({"max_villages": 0}, {}, Rules(), Rule.FULL),
        ({"lat": 30.0}, {}, Rules(most_km=20), Rule.TOO_FAR),
    ],
)
def test_what_cannot_be_served_names_the_rule(
    staff: dict[str, object], village: dict[str, object], rules: Rules, rule: Rule
) -> None:
    given = {"lat": 29.0, "lon": 117.0, **FREE, **staff}
    made = plan(Instance((Staff("a", **given),), (Village("v", "", *WEST, **village),)), rules)  # type: ignore[arg-type]

    assert made.villages.assignments == ()
    assert made.villages.unserved[0].rules == ((rule, 1),)


def test_a_fixed_pair_that_breaks_a_rule_is_named() -> None:
    staff = (Staff("a", home_village="v", lat=29.0, lon=117.0), Staff("b", lat=29.0, lon=117.0))
    made = plan(Instance(staff, (Village("v", "", *WEST),), fixed=(Pair("a", Target.VILLAGE, "v"),)))

    assert made.villages.unserved[0].rules == ((Rule.FIXED_RULE, 1),)


def test_a_floor_that_cannot_be_reached_is_said() -> None:
    made = plan(
        Instance((Staff("a", lat=29.0, lon=117.0), Staff("b", lat=29.0, lon=117.0)), (Village("v", "", *WEST),))
    )

    assert [(one.given, one.floor) for one in made.villages.short] == [(0, 1)]
    assert len(made.villages.assignments) == 1


def test_missing_coordinates_fall_back_to_village_and_township() -> None:
    staff = (Staff("a", unit="二科", lat=29.0, lon=117.0, **FREE), Staff("b", unit="二科", **FREE))
    villages = (
        Village("360281106201", "", 29.1, 117.1),
        Village("360281106202"),
        Village("360281107201", "", 29.4, 117.4),
    )
    made = plan(Instance(staff, villages, (Member("m", "360281106201"),)))

    km = {one.target: one.km for one in made.assignments}
    assert km["360281106202"] == km["360281106201"] == km["m"]
    assert km["360281106202"] < km["360281107201"]


def test_any_number_of_skills_may_be_known_and_one_needed() -> None:
    people = tuple(Staff(f"s{n}", lat=29.0, lon=117.0, skills=frozenset({f"skill {n}"}), **FREE) for n in range(80))
    village = Village("v", lat=29.0, lon=117.0, needs=frozenset({"skill 79"}))

    [given] = plan(Instance(people, (village,))).villages.assignments

    assert given.staff == "s79"


def test_as_many_needs_as_bits_are_served_and_one_more_is_refused() -> None:
    def asked(count: int) -> Instance:
        people = tuple(Staff(f"s{n}", lat=29.0, lon=117.0, skills=frozenset({f"{n}"}), **FREE) for n in range(count))
        places = tuple(Village(f"v{n}", lat=29.0, lon=117.0, needs=frozenset({f"{n}"})) for n in range(count))
        return Instance(people, places)

    made = plan(asked(62)).villages

    assert {(one.staff[1:], one.target[1:]) for one in made.assignments} == {(f"{n}", f"{n}") for n in range(62)}
    with pytest.raises(WrongInstance, match="需要有 63 种，最多 62 种"):
        plan(asked(63))


def test_the_same_input_gives_the_same_plan() -> None:
    assert plan(county()) == plan(county())


def test_nothing_to_give_is_a_plan_too() -> None:
    made = plan(Instance((Staff("a"),)))

    assert made == Plan(made.villages, made.members)
    assert made.assignments == ()


@pytest.mark.parametrize(
    ("instance", "said"),
    [
        (Instance(()), "一个人也没有"),
        (Instance((Staff("a"), Staff("a"))), "“a”出现了两次"),
        (Instance((Staff("a"),), (Village("v"), Village("v"))), "“v”出现了两次"),
        (Instance((Staff("a", min_members=7),)), "min_members（7）比 max_members（6）大"),
        (Instance((Staff("a"),), (), (Member("m", "v"),)), "“m”的村“v”不在 villages 表里"),
        (Instance((Staff("a"),), fixed=(Pair("x", Target.VILLAGE, "v"),)), "干部不在 staff 表里"),
        (
            Instance(
                (Staff("a"),), fixed=(Pair("a", Target.VILLAGE, "v"),), forbidden=(Pair("a", Target.VILLAGE, "v"),)
            ),
            "同时也在 forbidden 表里",
        ),
        (
            Instance((Staff("a"), Staff("b")), fixed=(Pair("a", Target.VILLAGE, "v"), Pair("b", Target.VILLAGE, "v"))),
            "已经定给了另一位干部",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_refused(instance: Instance, said: str) -> None:
    with pytest.raises(WrongInstance, match=said):
        plan(instance)
