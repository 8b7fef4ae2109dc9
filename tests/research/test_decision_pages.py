"""The leader's page."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.research.actions.decisions import decide
from sanxin.research.actions.proposals import revise, submit, withdraw
from sanxin.research.models import Decision, Proposal, ProposalSubmission
from tests.cast import Cast
from tests.research.proposal_builders import a_paper, a_submission, an_accepted_problem

ClientOf = Callable[[Person], Client]


def page_of(submission: ProposalSubmission) -> str:
    return reverse("research:decide", args=[submission.proposal_id])


def answer(submission: ProposalSubmission, verdict: str, **fields: str) -> dict[str, str]:
    return {FIELD: str(new_id()), "read": str(submission.pk), "verdict": verdict, "memo": "", **fields}


def test_one_page_says_it_all(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    submission = a_submission(cast, now)

    page = client_of(cast.leader).get(page_of(submission)).content.decode()

    for words in (
        "人说",
        "班车停了",
        "每日一班，赶集两班",
        "商定班次、试开三个月",
        "15 个工作日，12-10 前",
        "同意，开台账",
    ):
        assert words in page
    assert "市交通运输局 占伟" in page
    assert "person 0" not in page


def test_a_yes_leads_to_the_next(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    first, second = a_submission(cast, now, problem=problem), a_submission(cast, now, problem=problem)
    client = client_of(cast.leader)

    answered = client.post(page_of(first), answer(first, "agree", memo="同意。"))
    assert answered["Location"] == page_of(second)

    answered = client.post(page_of(second), answer(second, "refuse", memo="财力不够。"))
    assert answered["Location"] == reverse("research:proposal", args=[second.proposal_id])
    assert Item.objects.count() == 2


def test_sent_twice_it_is_decided_once(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    submission = a_submission(cast, now)
    client, fields = client_of(cast.leader), answer(submission, "agree")

    first, again = client.post(page_of(submission), fields), client.post(page_of(submission), fields)

    assert first["Location"] == again["Location"]
    assert Item.objects.count() == 2


def test_a_changed_yes_from_the_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    submission = a_submission(cast, now)
    first, second = submission.proposal.planned.all()
    fields = {
        f"owner_{first.pk}": str(cast.colleague.pk),
        f"days_{first.pk}": "8",
        f"owner_{second.pk}": str(second.owner_id),
        f"days_{second.pk}": str(second.working_days),
    }

    client_of(cast.leader).post(page_of(submission), answer(submission, "agree_with_changes", **fields))

    assert set(Item.objects.values_list("owner", flat=True)) == {cast.colleague.pk, cast.officer.pk}
    assert Decision.objects.get().verdict == "agree_with_changes"


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("return", "退回要写一句还差什么。"),
        ("refuse", "不同意要写一句为什么。"),
        ("agree_with_changes", "改后同意要改一条台账的牵头人或期限"),
    ],
)
def test_a_refusal_stays_on_the_page(
    cast: Cast, client_of: ClientOf, now: datetime, verdict: str, sentence: str
) -> None:
    submission = a_submission(cast, now)

    answered = client_of(cast.leader).post(page_of(submission), answer(submission, verdict))

    assert answered.status_code == 422
    assert sentence in answered.content.decode()
    assert not Decision.objects.exists()


def test_too_late_is_said(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    submission = a_submission(cast, now)
    decide(submission, verdict="refuse", memo="不办", by=cast.leader, at=now)
    client = client_of(cast.leader)

    answered = client.post(page_of(submission), answer(submission, "agree") | {"memo": "快办"})

    assert answered.status_code == 422
    assert "这件已经定过了：叶文清 11-19 09:30 不同意。" in answered.content.decode()
    assert "快办" in answered.content.decode()
    assert client.get(page_of(submission))["Location"] == reverse("research:proposal", args=[submission.proposal_id])


def test_what_was_taken_back_is_not_called_decided(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    submission = a_submission(cast, now)
    withdraw(submission.proposal, by=cast.officer, seen=Proposal.objects.get().version, at=now)

    answered = client_of(cast.leader).post(page_of(submission), answer(submission, "agree"))

    assert answered.status_code == 422
    assert "方案 11-19 09:30 由程晓岚收回了" in answered.content.decode()
    assert not Decision.objects.exists()


def test_what_was_rewritten_meanwhile_is_not_decided_unread(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    read = a_submission(cast, now)
    client = client_of(cast.leader)
    shown = client.get(page_of(read)).content.decode()
    withdraw(read.proposal, by=cast.officer, seen=Proposal.objects.get().version, at=now)
    proposal = Proposal.objects.get()
    revise(proposal, paper=a_paper(cast, cost="一年 96 万元"), by=cast.officer, seen=proposal.version, at=now)
    submit(proposal, to=cast.leader, by=cast.officer, seen=Proposal.objects.get().version, at=now)

    answered = client.post(page_of(read), answer(read, "agree"))

    assert f'name="read" value="{read.pk}"' in shown
    assert answered.status_code == 422
    assert "和您刚才看的不一样" in answered.content.decode()
    assert not Decision.objects.exists()
    now_read = answered.context["form"]["read"].value()
    assert client.post(page_of(read), answer(read, "agree") | {"read": str(now_read)}).status_code == 302
    assert Decision.objects.count() == 1


def test_it_stands_among_those_that_wait(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    first, second, third = (a_submission(cast, now, problem=problem) for _ in range(3))

    page = client_of(cast.leader).get(page_of(second))

    place = page.context["place"]
    assert (place.number, place.total, place.before, place.after) == (2, 3, first, third)
    assert page_of(first) in page.content.decode()


def test_what_was_decided_before_stands_beside_it(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    earlier = a_submission(cast, now, problem=problem, title="车溪村客运要不要复开？")
    decide(earlier, verdict="agree", memo="", by=cast.leader, at=now)

    page = client_of(cast.leader).get(page_of(a_submission(cast, now, problem=problem))).content.decode()

    assert "车溪村客运要不要复开？" in page
    assert "2 条台账，销号 0 条" in page


@pytest.mark.parametrize("who", ["officer", "head", "handler", "liaison", "administrator", "auditor"])
def test_others_do_not_open_it(cast: Cast, client_of: ClientOf, now: datetime, who: str) -> None:
    assert client_of(getattr(cast, who)).get(page_of(a_submission(cast, now))).status_code == 403


def test_the_words_may_be_empty_and_the_page_asks_little(
    cast: Cast, client_of: ClientOf, now: datetime, django_assert_max_num_queries: object
) -> None:
    submission = a_submission(cast, now, problem=an_accepted_problem(cast, now, voices=40))
    client = client_of(cast.leader)
    client.get(page_of(submission))

    with django_assert_max_num_queries(26):  # type: ignore[operator]
        client.get(page_of(submission))
    assert Proposal.objects.get().stage == "submitted"
