"""Sending a proposal round, and looking at it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.models import Proposal, ProposalSubmission
from sanxin.research.models.crux import CruxMember, CruxProblem
from sanxin.research.models.proposal_route import MarkedPassage, RouteStep
from tests.cast import Cast
from tests.research.proposal_builders import a_proposal, a_submission, an_accepted_problem

ClientOf = Callable[[Person], Client]


def url(name: str, pk: object) -> str:
    return reverse(f"research:{name}", args=[pk])


def sent(**fields: object) -> dict[str, object]:
    return {FIELD: str(new_id()), **fields}


def a_mark(field: str, quote: str, remark: str) -> dict[str, str]:
    return {
        "marks-TOTAL_FORMS": "3",
        "marks-INITIAL_FORMS": "0",
        "marks-0-field": field,
        "marks-0-quote": quote,
        "marks-0-remark": remark,
    }


@pytest.fixture
def step(cast: Cast, client_of: ClientOf, now: datetime) -> RouteStep:
    """Sent by the officer, the section head looks first."""
    proposal = a_proposal(cast, now)
    fields = sent(seen=proposal.version, to=cast.leader.pk, section=cast.head.pk)
    client_of(cast.officer).post(url("submit_proposal", proposal.pk), fields)
    return RouteStep.objects.get()


def test_the_head_passes_it_on(cast: Cast, client_of: ClientOf, step: RouteStep) -> None:
    client = client_of(cast.head)
    page = client.get(url("review_proposal", step.pk)).content.decode()
    for words in ("每日一班，赶集两班", "过了，往上转", "标出要改的话", "过了以后报叶文清"):
        assert words in page

    answer = client.post(url("review_proposal", step.pk), sent(answer="pass", words="数字核过。"))

    assert answer["Location"] == url("proposal", step.routing.proposal_id)
    assert ProposalSubmission.objects.waiting_for(cast.leader).count() == 1
    decide = client_of(cast.leader).get(url("decide", step.routing.proposal_id)).content.decode()
    assert "数字核过。" in decide


def test_the_head_returns_it_with_marks(cast: Cast, client_of: ClientOf, step: RouteStep) -> None:
    fields = sent(answer="return", words="补一补。", **a_mark("options", "9.6 万元", "补贴多少写清"))

    client_of(cast.head).post(url("review_proposal", step.pk), fields)

    assert MarkedPassage.objects.get().remark == "补贴多少写清"
    drafter = client_of(cast.officer)
    for name in ("proposal", "revise_proposal"):
        page = drafter.get(url(name, step.routing.proposal_id)).content.decode()
        for words in ("补一补。", "9.6 万元", "补贴多少写清", "还没改"):
            assert words in page


def test_a_wrong_mark_keeps_what_was_typed(cast: Cast, client_of: ClientOf, step: RouteStep) -> None:
    fields = sent(answer="return", words="补一补。", **a_mark("title", "没有的话", "改"))

    answer = client_of(cast.head).post(url("review_proposal", step.pk), fields)

    assert answer.status_code == 422
    for words in ("不在那一段里", "补一补。", "没有的话"):
        assert words in answer.content.decode()
    assert Proposal.objects.get().stage == "reviewing"


def test_others_do_not_look(cast: Cast, client_of: ClientOf, step: RouteStep) -> None:
    assert client_of(cast.colleague).get(url("review_proposal", step.pk)).status_code == 403
    assert client_of(cast.stranger).get(url("review_proposal", step.pk)).status_code == 404


def test_done_it_says_so(cast: Cast, client_of: ClientOf, step: RouteStep) -> None:
    client = client_of(cast.head)
    client.post(url("review_proposal", step.pk), sent(answer="pass"))

    assert client.get(url("review_proposal", step.pk)).status_code == 409


def test_the_drafter_calls_it_back(cast: Cast, client_of: ClientOf, step: RouteStep) -> None:
    client = client_of(cast.officer)
    assert "走到哪了" in client.get(url("proposal", step.routing.proposal_id)).content.decode()

    version = Proposal.objects.get().version
    client.post(url("call_back_proposal", step.routing.proposal_id), sent(seen=version))

    assert Proposal.objects.get().stage == "draft"


def test_the_leader_returns_with_marks(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    submission = a_submission(cast, now)
    fields = sent(
        read=submission.pk, verdict="return", memo="费用说细", **a_mark("options", "9.6 万元", "补贴和镇里各多少")
    )

    client_of(cast.leader).post(url("decide", submission.proposal_id), fields)

    assert MarkedPassage.objects.get().decision_id == submission.pk
    assert "补贴和镇里各多少" in client_of(cast.officer).get(url("proposal", submission.proposal_id)).content.decode()


@pytest.mark.parametrize("template", ["matter", "pilot", "rule"])
def test_a_template_is_written_over(cast: Cast, client_of: ClientOf, now: datetime, template: str) -> None:
    problem = an_accepted_problem(cast, now)

    forms = (
        client_of(cast.officer)
        .get(reverse("research:new_proposal"), {"problem": problem.pk, "template": template})
        .context["forms"]
    )

    assert "{人数}" in forms.sheet["text"].value()
    assert forms.planned[0]["title"].value()
    assert forms.steps[0]["what"].value()


def test_from_a_problem_only_the_figures_are_there(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)

    answer = client_of(cast.officer).get(reverse("research:new_proposal"), {"problem": problem.pk})

    forms = answer.context["forms"]
    assert "{人数}" in forms.sheet["text"].value()
    assert forms.planned[0]["title"].value() is None
    assert "4<small>人说" in answer.content.decode()


def test_figures_are_filled_in_on_the_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    proposal = a_proposal(cast, now, text="{村数} 个村 {人数} 人说。", why="冬天更难走。", measure="八成说解决了。")

    page = client_of(cast.leader).get(url("proposal", proposal.pk)).content.decode()

    for words in ("2 个村 4 人说。", "冬天更难走。", "八成说解决了。"):
        assert words in page


def test_from_a_crux_its_problems_are_ticked(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    crux = CruxProblem.objects.create(
        county=cast.county, office=cast.department, number=1, name="偏远村出行", born_at=now
    )
    CruxMember.objects.create(problem=problem, crux=crux, placed_at=now)

    answer = client_of(cast.officer).get(reverse("research:new_proposal"), {"crux": crux.pk})

    assert answer.context["form"].initial["problems"] == [problem.pk]
