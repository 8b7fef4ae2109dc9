"""Revising, submitting and taking back."""

from dataclasses import replace
from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.research.actions.decisions import decide
from sanxin.research.actions.proposals import revise, submit, withdraw
from sanxin.research.models import Proposal, ProposalSubmission
from tests.cast import Cast
from tests.research.builders import hear
from tests.research.proposal_builders import a_paper, a_proposal, a_submission, an_accepted_problem
from tests.service.builders import refused


def again(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def test_figures_and_words_are_frozen(cast: Cast, now: datetime) -> None:
    problem = an_accepted_problem(cast, now, voices=5)

    submission = a_submission(cast, now, problem=problem)
    problem.voice_rows.first().delete()  # type: ignore[union-attr]

    frozen = ProposalSubmission.objects.get(pk=submission.pk).figures
    assert (frozen["people"], frozen["messages"], frozen["villages"]) == (5, 5, 2)
    assert len(frozen["spark"]) == 12
    assert frozen["quotes"][0][0].startswith("班车停了")
    assert submission.paper["options"][1][0] == "每日一班，赶集两班"


def test_nobody_who_spoke_is_in_it(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    assert "person" not in str(submission.figures) + str(submission.paper)


def test_it_lies_before_the_leader(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    assert again(submission.proposal).stage == "submitted"
    assert list(ProposalSubmission.objects.waiting_for(cast.leader)) == [submission]
    assert timeline(submission.proposal_id)[0].text == "方案 F-2026-001 报叶文清"


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"options": ()}, "research.proposal.no_options"),
        ({"planned": ()}, "research.proposal.no_items"),
        ({"responsible": None}, "research.proposal.no_unit"),
    ],
)
def test_half_a_proposal_is_not_put_before_a_leader(
    cast: Cast, now: datetime, missing: dict[str, object], code: str
) -> None:
    proposal = a_proposal(cast, now, **missing)

    with refused(code):
        a_submission(cast, now, proposal=proposal)
    assert again(proposal).stage == "draft"


def test_one_option_must_be_recommended(cast: Cast, now: datetime) -> None:
    options = tuple(replace(option, recommended=False) for option in a_paper(cast).options)

    with refused("research.proposal.no_pick"):
        a_submission(cast, now, options=options)


def test_no_option_answers_more_voices_than_there_are(cast: Cast, now: datetime) -> None:
    options = tuple(replace(option, solves=5) for option in a_paper(cast).options)

    with refused("research.proposal.solves_too_many"):
        a_submission(cast, now, options=options)


def test_who_does_not_lead_the_office_cannot_decide_it(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now)

    with refused("research.proposal.no_leader"):
        submit(proposal, to=cast.head, by=cast.officer, seen=proposal.version, at=now)


def test_it_is_submitted_once(cast: Cast, now: datetime) -> None:
    proposal = a_submission(cast, now).proposal

    with refused("research.proposal.closed"):
        a_submission(cast, now, proposal=again(proposal))


def test_what_a_leader_has_is_not_rewritten(cast: Cast, now: datetime) -> None:
    proposal = again(a_submission(cast, now).proposal)

    with refused("research.proposal.closed"):
        revise(proposal, paper=a_paper(cast), by=cast.officer, seen=proposal.version, at=now)


def test_taken_back_it_can_be_rewritten_and_submitted_again(cast: Cast, now: datetime) -> None:
    proposal = again(a_submission(cast, now).proposal)

    withdraw(proposal, by=cast.officer, seen=proposal.version, at=now)
    revise(proposal, paper=a_paper(cast, cost="8 万元"), by=cast.colleague, seen=again(proposal).version, at=now)
    second = a_submission(cast, now, proposal=again(proposal))

    assert second.round == 2
    assert (second.proposal.cost, second.paper["cost"]) == ("8 万元", "8 万元")
    assert ProposalSubmission.objects.waiting_for(cast.leader).get() == second


def test_returned_it_can_be_rewritten_and_the_old_paper_stays(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)
    decide(submission, verdict="return", memo="补算一年费用", by=cast.leader, at=now)
    proposal = again(submission.proposal)

    revise(proposal, paper=a_paper(cast, cost="8 万元"), by=cast.officer, seen=proposal.version, at=now)

    assert again(proposal).cost == "8 万元"
    assert ProposalSubmission.objects.get(pk=submission.pk).paper["cost"] == "一年 9.6 万元"


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now)
    revise(proposal, paper=a_paper(cast, cost="8 万元"), by=cast.colleague, seen=proposal.version, at=now)

    with refused("research.proposal.overtaken", Overtaken):
        revise(proposal, paper=a_paper(cast, cost="9 万元"), by=cast.officer, seen=proposal.version, at=now)
    assert again(proposal).cost == "8 万元"


def test_what_nobody_has_cannot_be_taken_back(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now)

    with refused("research.proposal.not_waiting"):
        withdraw(proposal, by=cast.officer, seen=proposal.version, at=now)


def test_others_neither_revise_nor_submit(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now)

    for who in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.stranger):
        with refused("research.proposal.not_yours", NotAllowed):
            revise(proposal, paper=a_paper(cast), by=who, seen=proposal.version, at=now)
        with refused("research.proposal.not_yours", NotAllowed):
            submit(proposal, to=cast.leader, by=who, seen=proposal.version, at=now)


def test_sight_of_proposals(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now)
    hear(cast, "别的", now)

    for who in (cast.officer, cast.colleague, cast.head, cast.leader):
        assert list(Proposal.objects.visible_to(who)) == [proposal]
    for who in (cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        assert not Proposal.objects.visible_to(who).exists()
