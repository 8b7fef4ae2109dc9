"""The pages of proposals."""

import csv
import io
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.actions.decisions import decide
from sanxin.research.actions.proposals import revise
from sanxin.research.models import Problem, Proposal, ProposalSubmission
from tests.cast import Cast
from tests.research.proposal_builders import QUESTION, a_paper, a_proposal, a_submission, an_accepted_problem

ClientOf = Callable[[Person], Client]
LIST = "/research/proposals/"


def written(cast: Cast, problem: Problem, **changes: str) -> dict[str, str]:
    """The form of a complete proposal, as a browser sends it."""
    return {
        FIELD: str(new_id()),
        "title": QUESTION,
        "text": "线路调整以后班车停运。",
        "responsible": str(cast.transport.pk),
        "time": "15 个工作日",
        "cost": "9.6 万元",
        "problems": str(problem.pk),
        "recommended": "1",
        "options-TOTAL_FORMS": "3",
        "options-INITIAL_FORMS": "3",
        "options-0-name": "原样恢复",
        "options-0-solves": "4",
        "options-1-name": "每日一班",
        "options-2-name": "",
        "planned-TOTAL_FORMS": "2",
        "planned-INITIAL_FORMS": "2",
        "planned-0-title": "商定班次",
        "planned-0-owner": str(cast.handler.pk),
        "planned-0-working_days": "15",
        "planned-0-cooperating": "洪岩镇",
        "planned-1-title": "",
        **changes,
    }


def test_a_proposal_is_written_from_a_problem(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    client = client_of(cast.officer)

    form = client.get(f"{LIST}new/?problem={problem.pk}")
    answer = client.post(f"{LIST}new/", written(cast, problem))

    assert form.context["form"].initial["problems"] == [problem.pk]
    proposal = Proposal.objects.get()
    assert answer["Location"] == reverse("research:proposal", args=[proposal.pk])
    assert [(one.name, one.recommended) for one in proposal.options.all()] == [("原样恢复", False), ("每日一班", True)]
    [planned] = proposal.planned.all()
    assert (planned.owner, planned.working_days, list(planned.cooperating.all())) == (cast.handler, 15, [cast.town])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"planned-0-cooperating": "洪岩"}, "没有“洪岩”这个单位，是不是“洪岩镇”？"),
        ({"planned-0-owner": ""}, "选一位牵头人。"),
        ({"planned-0-working_days": ""}, "写几个工作日。"),
        ({"planned-1-working_days": "3"}, "写一句要办什么。"),
        ({"options-2-cost": "4 万元"}, "给这个办法起个名。"),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(
    cast: Cast, client_of: ClientOf, now: datetime, change: dict[str, str], sentence: str
) -> None:
    problem = an_accepted_problem(cast, now)

    answer = client_of(cast.officer).post(f"{LIST}new/", written(cast, problem, **change))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert QUESTION in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_refusal_keeps_what_was_typed(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    Problem.objects.filter(pk=problem.pk).update(stage="proposed")

    answer = client_of(cast.officer).post(f"{LIST}new/", written(cast, problem))

    assert answer.status_code == 422
    assert f"先采纳 {problem.code}" in answer.content.decode()
    assert "每日一班" in answer.content.decode()


def test_it_is_revised(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    proposal = a_proposal(cast, now, problem=problem)
    address = reverse("research:revise_proposal", args=[proposal.pk])
    client = client_of(cast.colleague)

    assert "每日一班，赶集两班" in client.get(address).content.decode()
    answer = client.post(address, written(cast, problem, seen=str(proposal.version), cost="8 万元"))

    assert answer.status_code == 302
    assert Proposal.objects.get().cost == "8 万元"


def test_somebody_was_faster_is_said_on_the_form(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    proposal = a_proposal(cast, now, problem=problem)
    address = reverse("research:revise_proposal", args=[proposal.pk])
    mine = written(cast, problem, seen=str(proposal.version), cost="8 万元")
    revise(proposal, paper=a_paper(cast, cost="7 万元"), by=cast.colleague, seen=proposal.version, at=now)

    answer = client_of(cast.officer).post(address, mine)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"何志明刚刚改过：改了方案 {proposal.code}。" in page
    assert "7 万元" in page, "what stands now"
    assert "8 万元" in page, "what was typed"
    assert Proposal.objects.get().cost == "7 万元"


def test_who_read_what_changed_may_save_over_it(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    proposal = a_proposal(cast, now, problem=problem)
    client, address = client_of(cast.officer), reverse("research:revise_proposal", args=[proposal.pk])
    mine = written(cast, problem, seen=str(proposal.version), cost="8 万元")
    revise(proposal, paper=a_paper(cast, cost="7 万元"), by=cast.colleague, seen=proposal.version, at=now)
    again = client.post(address, mine).context["form"]["seen"].value()

    answer = client.post(address, mine | {"seen": str(again)})

    assert answer.status_code == 302
    assert Proposal.objects.get().cost == "8 万元"


def test_it_is_submitted_and_taken_back(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    proposal = a_proposal(cast, now)
    client = client_of(cast.officer)
    fields = {FIELD: str(new_id()), "seen": str(proposal.version), "to": str(cast.leader.pk)}

    client.post(reverse("research:submit_proposal", args=[proposal.pk]), fields)
    assert ProposalSubmission.objects.waiting_for(cast.leader).count() == 1

    version = str(Proposal.objects.get().version)
    client.post(reverse("research:withdraw_proposal", args=[proposal.pk]), {FIELD: str(new_id()), "seen": version})
    assert Proposal.objects.get().stage == "draft"


def test_half_a_proposal_says_what_is_missing(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    proposal = a_proposal(cast, now, options=())
    fields = {FIELD: str(new_id()), "seen": str(proposal.version), "to": str(cast.leader.pk)}

    answer = client_of(cast.officer).post(reverse("research:submit_proposal", args=[proposal.pk]), fields)

    assert answer.status_code == 422
    assert "至少写一个办法再报。" in answer.content.decode()


def test_its_page_follows_what_was_decided(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    submission = a_submission(cast, now)
    decision = decide(submission, verdict="agree", memo="同意方案二。", by=cast.leader, at=now)

    for who in (cast.officer, cast.leader):
        page = client_of(who).get(reverse("research:proposal", args=[submission.proposal_id])).content.decode()
        assert "同意方案二。" in page
        for row in decision.item_rows.all():
            assert row.item.code in page
        assert "person" not in page


def test_the_list_by_stage_and_words(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    a_proposal(cast, now, problem=problem)
    submitted = a_submission(cast, now, problem=problem, title="快递代取点要不要设在村里？").proposal
    client = client_of(cast.leader)

    def shown(query: str) -> list[str]:
        return [row.code for row in client.get(f"{LIST}?{query}").context["page"]]

    assert shown("") == ["F-2026-002", "F-2026-001"]
    assert shown("stage=submitted") == [submitted.code]
    assert shown("q=快递") == [submitted.code]
    assert shown("q=F-2026-001") == ["F-2026-001"]
    assert shown("stage=agreed") == []


def test_an_empty_list_says_how_to_begin(cast: Cast, client_of: ClientOf) -> None:
    assert reverse("research:desk") in client_of(cast.officer).get(LIST).content.decode()


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, now: datetime, rows: int, django_assert_max_num_queries: object
) -> None:
    problem = an_accepted_problem(cast, now)
    for _ in range(rows):
        a_proposal(cast, now, problem=problem)
    client = client_of(cast.officer)
    client.get(LIST)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(LIST)


def test_the_list_as_a_file(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    decide(a_submission(cast, now), verdict="agree", memo="", by=cast.leader, at=now)

    answer = client_of(cast.officer).get(f"{LIST}file/?format=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    _heads, row = list(csv.reader(io.StringIO(text)))
    assert row[:3] == ["F-2026-001", QUESTION, "已同意"]
    assert row[-2:] == ["2", ""] or row[-2:] == ["2", "0"]


@pytest.mark.parametrize("who", ["handler", "liaison", "administrator", "auditor"])
def test_others_do_not_open_the_list(cast: Cast, client_of: ClientOf, who: str) -> None:
    assert client_of(getattr(cast, who)).get(LIST).status_code == 403


def test_a_strangers_proposal_is_not_there(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    proposal = a_proposal(cast, now)
    client = client_of(cast.stranger)

    for name in ("proposal", "revise_proposal", "submit_proposal"):
        assert client.get(reverse(f"research:{name}", args=[proposal.pk])).status_code == 404
