"""The leader's answer."""

from datetime import date, datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.models import Item
from sanxin.research.actions.decisions import Change, decide
from sanxin.research.actions.proposals import withdraw
from sanxin.research.models import Decision, Problem, Proposal, ProposalSubmission
from sanxin.service.models import VoiceItem
from tests.cast import Cast
from tests.research.proposal_builders import a_submission, an_accepted_problem
from tests.service.builders import refused


def test_a_yes_opens_what_was_planned(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    decision = decide(submission, verdict="agree", memo="同意方案二。", by=cast.leader, at=now)

    first, second = [row.item for row in decision.item_rows.order_by("planned__order")]
    assert (first.title, first.owner, first.due_on) == ("商定班次、试开三个月", cast.handler, date(2026, 12, 10))
    assert (second.owner, second.opened_by, second.source) == (cast.officer, cast.leader, "方案 F-2026-001")
    assert [row.unit for row in first.co_operations.all()] == [cast.town]
    assert Proposal.objects.get(pk=submission.proposal_id).stage == "agreed"


def test_all_who_spoke_stand_behind_each_item(cast: Cast, now: datetime) -> None:
    problem = an_accepted_problem(cast, now, voices=4)

    decide(a_submission(cast, now, problem=problem), verdict="agree", memo="", by=cast.leader, at=now)

    assert VoiceItem.objects.count() == 2 * 4
    assert Problem.objects.get(pk=problem.pk).stage == "on_ledger"
    assert problem.item_rows.count() == 2


def test_every_timeline_tells_it(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    decision = decide(submission, verdict="agree", memo="", by=cast.leader, at=now)

    told = timeline(submission.proposal_id)[0]
    assert (told.text, told.who) == ("同意方案 F-2026-001，开了 2 条台账", "叶文清")
    item = decision.item_rows.first()
    assert item is not None
    assert told.id in {event.id for event in timeline(item.item_id)}


def test_a_changed_yes_opens_what_the_leader_wants(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)
    first, second = submission.proposal.planned.all()
    changes = {first.id: Change(cast.colleague, 8), second.id: Change(second.owner, second.working_days)}

    decision = decide(submission, verdict="agree_with_changes", memo="", by=cast.leader, at=now, changes=changes)

    rows = list(decision.item_rows.order_by("planned__order"))
    assert (rows[0].item.owner, rows[0].item.due_on, rows[0].changed) == (cast.colleague, date(2026, 12, 1), True)
    assert (rows[1].item.owner, rows[1].changed) == (cast.officer, False)
    assert first.owner == cast.handler


def test_a_return_opens_nothing(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    decide(submission, verdict="return", memo="请补算一年费用", by=cast.leader, at=now)

    assert Proposal.objects.get(pk=submission.proposal_id).stage == "returned"
    assert not Item.objects.exists()


def test_a_no_closes_it(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    decide(submission, verdict="refuse", memo="财力不够", by=cast.leader, at=now)

    assert Proposal.objects.get(pk=submission.proposal_id).stage == "refused"
    assert not Item.objects.exists()


@pytest.mark.parametrize("verdict", ["return", "refuse"])
def test_no_and_return_need_a_word_why(cast: Cast, now: datetime, verdict: str) -> None:
    with refused("research.decision.no_memo"):
        decide(a_submission(cast, now), verdict=verdict, memo=" ", by=cast.leader, at=now)
    assert not Decision.objects.exists()


def test_it_is_decided_once(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)
    decide(submission, verdict="agree", memo="", by=cast.leader, at=now)

    with refused("research.decision.twice"):
        decide(submission, verdict="refuse", memo="想想还是不办", by=cast.leader, at=now)
    assert Item.objects.count() == 2


def test_what_was_taken_back_is_not_decided(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)
    proposal = Proposal.objects.get(pk=submission.proposal_id)
    withdraw(proposal, by=cast.officer, seen=proposal.version, at=now)

    with refused("research.decision.withdrawn"):
        decide(submission, verdict="agree", memo="", by=cast.leader, at=now)
    assert not Item.objects.exists()


def test_a_plain_yes_changes_nothing(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)
    row = submission.proposal.planned.all()[0]

    with refused("research.decision.changed"):
        decide(submission, verdict="agree", memo="", by=cast.leader, at=now, changes={row.id: Change(row.owner, 3)})


def test_a_changed_yes_changes_something(cast: Cast, now: datetime) -> None:
    with refused("research.decision.no_change"):
        decide(a_submission(cast, now), verdict="agree_with_changes", memo="", by=cast.leader, at=now)


def test_an_unknown_answer_is_none(cast: Cast, now: datetime) -> None:
    with refused("research.decision.unknown"):
        decide(a_submission(cast, now), verdict="maybe", memo="", by=cast.leader, at=now)


def test_nothing_is_opened_if_one_item_cannot_be(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)
    row = submission.proposal.planned.all()[1]

    changes = {row.id: Change(cast.stranger, 8)}
    with pytest.raises(Refused):
        decide(submission, verdict="agree_with_changes", memo="", by=cast.leader, at=now, changes=changes)
    assert not Item.objects.exists()
    assert ProposalSubmission.objects.waiting().get() == submission


def test_only_the_leader_it_lies_before_decides(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    for who in (cast.officer, cast.head, cast.handler, cast.liaison, cast.administrator, cast.stranger):
        with refused("research.decision.not_yours", NotAllowed):
            decide(submission, verdict="agree", memo="", by=who, at=now)
    assert not Decision.objects.exists()


def test_questions_to_the_database_do_not_grow_with_voices(
    cast: Cast, now: datetime, django_assert_max_num_queries: object
) -> None:
    submission = a_submission(cast, now, problem=an_accepted_problem(cast, now, voices=60))

    with django_assert_max_num_queries(110):  # type: ignore[operator]
        decide(submission, verdict="agree", memo="", by=cast.leader, at=now)
