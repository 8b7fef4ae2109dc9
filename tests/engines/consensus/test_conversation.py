"""From votes to groups: what is said, what is not said, and what never depends on the order of a file."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanxin_engines.consensus import Limits, Vote, analyse, common_ground, dividing, tabulate, typical
from tests.engines.consensus.sample import votes


def test_two_camps_are_found() -> None:
    conversation = analyse(tabulate(votes()))

    assert conversation.k == 2
    assert sum(conversation.sizes) == conversation.people == 40
    assert len({conversation.groups[str(person)] for person in range(0, 40, 2)}) == 1
    assert len({conversation.groups[str(person)] for person in range(1, 40, 2)}) == 1


def test_common_ground_and_what_divides_are_statements() -> None:
    conversation = analyse(tabulate(votes()))

    assert {(one.id, way) for one, way in common_ground(conversation)} == {
        (one, "agree") for one in ("0", "1", "8", "9")
    }
    assert {one.id for one in dividing(conversation, most=7)} == {"2", "3", "4", "5", "6", "7", "11"}
    camp = conversation.groups["0"]
    assert {(one.id, way) for one, way in typical(conversation, camp, most=3)} <= {
        ("2", "agree"),
        ("3", "agree"),
        ("6", "agree"),
        ("4", "disagree"),
        ("5", "disagree"),
        ("7", "disagree"),
        ("11", "disagree"),
    }


def test_a_statement_left_out_is_not_in_the_result_and_separates_nobody() -> None:
    table = tabulate(votes(), left_out={"2"})
    turned = tabulate([_turned(vote) if vote.statement == "2" else vote for vote in votes()], left_out={"2"})

    assert "2" not in {one.id for one in analyse(table).statements}
    assert analyse(table).groups == analyse(turned).groups


@pytest.mark.parametrize("people", [0, 1, 14])
def test_too_few_people_are_said_to_be_too_few(people: int) -> None:
    conversation = analyse(tabulate(votes(people)))

    assert conversation.too_few
    assert (conversation.k, conversation.groups, conversation.sizes) == (0, {}, ())
    assert all(one.consensus is None and one.by_group == () for one in conversation.statements)


def test_who_answered_too_little_is_in_no_group() -> None:
    few = [Vote("late", str(one), 1) for one in range(6)]
    conversation = analyse(tabulate([*votes(), *few]))

    assert "late" not in conversation.groups
    assert conversation.people == 40


def test_no_group_is_smaller_than_five() -> None:
    lonely = [Vote(f"x{one}", str(two), (-1) ** two) for one in range(3) for two in range(12)]
    conversation = analyse(tabulate([*votes(), *lonely]), k=5)

    assert min(conversation.sizes) >= 5
    assert sum(conversation.sizes) == 43


def test_limits_are_settings() -> None:
    assert analyse(tabulate(votes(8)), limits=Limits(people=8, group=2)).k == 2


def test_everybody_saying_the_same_is_one_group() -> None:
    same = [Vote(str(person), str(statement), 1) for person in range(20) for statement in range(8)]

    assert analyse(tabulate(same)).sizes == (20,)


def test_only_the_last_answer_counts() -> None:
    changed = [Vote("1", "a", 1, at=5), Vote("1", "a", -1, at=9), Vote("1", "a", 0, at=1)]

    assert tabulate(changed).cells.tolist() == [[-1]]


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_file_changes_nothing(seed: int) -> None:
    shuffled = votes()
    random.Random(seed).shuffle(shuffled)

    assert analyse(tabulate(shuffled)).groups == analyse(tabulate(votes())).groups
    assert analyse(tabulate(shuffled)).statements == analyse(tabulate(votes())).statements


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.sampled_from((-1, 0, 1))), max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_votes_give_groups_of_five_or_none(rows: list[tuple[int, int, int]]) -> None:
    conversation = analyse(tabulate([Vote(str(a), str(b), c, at=i) for i, (a, b, c) in enumerate(rows)]))

    assert conversation.k == len(conversation.sizes)
    assert all(size >= 5 for size in conversation.sizes)
    assert len(conversation.groups) == sum(conversation.sizes)
    for one in conversation.statements:
        assert one.agree + one.disagree + one.passed == one.n
        assert one.divisive is None or 0 <= one.divisive <= 1


def _turned(vote: Vote) -> Vote:
    return Vote(vote.voter, vote.statement, -vote.value, vote.at)
