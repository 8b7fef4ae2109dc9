from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.research.actions import problems
from sanxin.research.models import Stage
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose


def test_a_person_accepts_a_proposal_and_it_is_written_down(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))

    accepted = problems.accept(problem, by=cast.officer, seen=problem.version, at=now)

    assert accepted.stage == Stage.ACCEPTED
    assert accepted.acceptance.by == cast.officer
    assert timeline(problem.id)[0].text == f"采纳为问题 {problem.code}"
    assert accepted.version == problem.version + 1


def test_the_leader_reads_and_does_not_accept(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    with pytest.raises(NotAllowed) as refusal:
        problems.accept(problem, by=cast.leader, seen=problem.version, at=now)

    assert refusal.value.code == "research.problem.not_desk"
    assert again(problem).stage == Stage.PROPOSED


def test_nobody_accepts_twice(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    accepted = problems.accept(problem, by=cast.officer, seen=problem.version, at=now)

    with pytest.raises(Refused) as refusal:
        problems.accept(accepted, by=cast.colleague, seen=accepted.version, at=now)

    assert refusal.value.sentence == f"{problem.code} 已由程晓岚采纳，不用再采纳一次。"


def test_who_looked_before_somebody_was_faster_is_told_what_changed(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    problems.rename(problem, by=cast.colleague, seen=problem.version, name="班车停了", at=now)

    with pytest.raises(Overtaken) as refusal:
        problems.accept(problem, by=cast.officer, seen=problem.version, at=now)

    assert "何志明刚刚改过" in refusal.value.sentence
    assert "班车停了" in refusal.value.sentence
    assert again(problem).stage == Stage.PROPOSED


def test_a_problem_merged_away_leads_to_where_it_went(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    gone, into = propose(cast, now, voices[:2], voices[2:])
    problems.merge([gone], into=into, by=cast.officer, seen={gone.id: gone.version, into.id: into.version}, at=now)

    with pytest.raises(Refused) as refusal:
        problems.accept(gone, by=cast.officer, seen=gone.version, at=now)

    assert refusal.value.sentence == f"{gone.code} 已经并入 {into.code}，请到 {into.code} 去改。"
