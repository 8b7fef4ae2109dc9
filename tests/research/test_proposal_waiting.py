"""Proposals on 今日."""

from datetime import datetime, timedelta

from sanxin.research.actions.decisions import decide
from sanxin.research.actions.proposals import submit
from sanxin.research.models import Proposal
from sanxin.research.queries.waiting_proposals import waiting_for
from tests.cast import Cast
from tests.research.proposal_builders import QUESTION, a_proposal, a_submission


def test_a_leader_has_it_to_decide(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    [row] = waiting_for(cast.leader, now.date())

    assert (row.title, row.light_kind, row.action_label) == (QUESTION, "wait", "去批示")
    assert row.url.endswith(f"{submission.proposal_id}/decide/")
    assert row.meta == "F-2026-001 · 4 人说 · 2 个村 · 程晓岚起草"


def test_three_working_days_turn_it_amber(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now)
    submit(proposal, to=cast.leader, by=cast.officer, seen=proposal.version, at=now - timedelta(days=3))

    [row] = waiting_for(cast.leader, now.date())

    assert (row.light_kind, row.light_word) == ("amber", "等了 3 日")


def test_what_came_back_waits_for_its_drafter(cast: Cast, now: datetime) -> None:
    decide(a_submission(cast, now), verdict="return", memo="请补算一年费用", by=cast.leader, at=now)

    [row] = waiting_for(cast.officer, now.date())

    assert row.meta == "叶文清退回：请补算一年费用"
    assert not waiting_for(cast.colleague, now.date())
    assert not waiting_for(cast.leader, now.date())


def test_submitted_again_it_waits_no_more(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)
    decide(submission, verdict="return", memo="请补算一年费用", by=cast.leader, at=now)
    proposal = Proposal.objects.get(pk=submission.proposal_id)

    submit(proposal, to=cast.leader, by=cast.officer, seen=proposal.version, at=now)

    assert not waiting_for(cast.officer, now.date())
    assert len(waiting_for(cast.leader, now.date())) == 1


def test_the_last_return_counts(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)
    decide(submission, verdict="return", memo="第一次", by=cast.leader, at=now)
    proposal = Proposal.objects.get(pk=submission.proposal_id)
    second = submit(proposal, to=cast.leader, by=cast.officer, seen=proposal.version, at=now)
    decide(second, verdict="return", memo="第二次", by=cast.leader, at=now + timedelta(minutes=1))

    [row] = waiting_for(cast.officer, now.date())

    assert row.meta.endswith("第二次")


def test_a_decision_ends_the_waiting(cast: Cast, now: datetime) -> None:
    decide(a_submission(cast, now), verdict="agree", memo="", by=cast.leader, at=now)

    assert not waiting_for(cast.leader, now.date())
