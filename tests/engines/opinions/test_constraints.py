"""What people decided stays decided."""

import pytest

from sanxin_engines.opinions import Constraints, ContradictoryWishes, KnownProblem, LockedProblem, Voice, synthesize
from tests.engines.opinions.sample import NOW, letters


def problems_by_voice(constraints: Constraints, voices: list[Voice] | None = None) -> dict[str, str]:
    synthesis = synthesize(voices or letters(), now=NOW, constraints=constraints)
    return {voice: problem.id for problem in synthesis.problems for voice in problem.voices}


def test_must_link_joins_strangers():
    where = problems_by_voice(Constraints(must_link=[("113", "118")]))

    assert where["113"] == where["118"]


def test_must_link_is_transitive():
    where = problems_by_voice(Constraints(must_link=[("113", "118"), ("118", "101")]))

    assert where["113"] == where["118"] == where["101"]


def test_cannot_link_parts_neighbours():
    where = problems_by_voice(Constraints(cannot_link=[("101", "102")]))

    assert where.get("101") != where.get("102", "alone")


def test_cannot_link_parts_even_copies():
    twins = [
        Voice("1", "路灯", "东门路灯坏了三个月，夜里一片漆黑，老人摔跤。"),
        Voice("2", "灯", "东门路灯坏了三个月，夜里一片漆黑，老人摔跤。"),
    ]

    assert problems_by_voice(Constraints(cannot_link=[("1", "2")]), twins) == {}
    assert len(problems_by_voice(Constraints(), twins)) == 2


def test_a_wish_about_a_voice_that_is_gone_is_passed_over():
    assert problems_by_voice(
        Constraints(must_link=[("101", "999")], cannot_link=[("998", "101")])
    ) == problems_by_voice(Constraints())


def test_contradictory_wishes_are_refused():
    with pytest.raises(ContradictoryWishes, match="'101' and '103'"):
        problems_by_voice(Constraints(must_link=[("101", "102"), ("102", "103")], cannot_link=[("101", "103")]))


def test_a_voice_cannot_be_locked_into_two_problems():
    locked = [LockedProblem("A", "甲", ("101", "102")), LockedProblem("B", "乙", ("102", "103"))]

    with pytest.raises(ContradictoryWishes):
        problems_by_voice(Constraints(locked=locked))


def test_locked_problems_never_merge():
    locked = [LockedProblem("A", "甲", ("101", "102")), LockedProblem("B", "乙", ("103", "104"))]

    where = problems_by_voice(Constraints(locked=locked))

    assert [where[voice] for voice in ("101", "102", "103", "104")] == ["A", "A", "B", "B"]


def test_new_voices_are_proposed_to_a_locked_problem():
    locked = [LockedProblem("A", "麻将馆", ("101", "102"))]

    synthesis = synthesize(letters(), now=NOW, constraints=Constraints(locked=locked))

    [problem] = [problem for problem in synthesis.problems if problem.id == "A"]
    assert problem.proposed == ("103", "104")


def test_a_known_problem_follows_most_of_its_voices():
    known = [KnownProblem("2026-7", "麻将馆", ("101", "102", "103", "112"))]

    synthesis = synthesize(letters(), now=NOW, constraints=Constraints(known=known))

    [problem] = [problem for problem in synthesis.problems if problem.id == "2026-7"]
    assert (problem.title, problem.voices, problem.proposed) == ("麻将馆", ("101", "102", "103", "104"), ("104",))


def test_a_new_problem_never_takes_a_known_id():
    known = [KnownProblem("P-101", "早已解决", ("999",))]

    ids = set(problems_by_voice(Constraints(known=known)).values())

    assert "P-101" not in ids
    assert any(name.startswith("P-101-") for name in ids)
