"""A proposal goes its round: section head, deputy leader, main leader."""

from datetime import date, datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.kernel.roles import Role
from sanxin.people.models import Person
from sanxin.research.actions.decisions import decide
from sanxin.research.actions.proposal_routes import Mark, call_back, pass_on, send_back, send_round
from sanxin.research.actions.proposals import NewStep, revise
from sanxin.research.models import Proposal, ProposalSubmission
from sanxin.research.models.proposal_route import MarkedPassage, RouteStep, Routing
from sanxin.research.queries.waiting_proposals import waiting_for
from tests.cast import Cast, person
from tests.research.builders import hear_some
from tests.research.proposal_builders import a_paper, a_proposal, a_submission, an_accepted_problem
from tests.service.builders import refused


def again(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


@pytest.fixture
def deputy(cast: Cast) -> Person:
    return person(cast.county, "lp021", "董方", Role.LEADER, cast.department)


def sent(cast: Cast, deputy: Person | None, now: datetime, *, head: bool = True, **changes: object) -> Proposal:
    proposal = a_proposal(cast, now, **changes)
    section = cast.head if head else None
    send_round(proposal, to=cast.leader, section=section, deputy=deputy, by=cast.officer, seen=proposal.version, at=now)
    return again(proposal)


def step_of(proposal: Proposal) -> RouteStep:
    return RouteStep.objects.waiting().get(routing__proposal=proposal)


def test_it_goes_from_hand_to_hand_and_ends_before_the_leader(cast: Cast, deputy: Person, now: datetime) -> None:
    proposal = sent(cast, deputy, now)
    assert (proposal.stage, step_of(proposal).person) == ("reviewing", cast.head)

    pass_on(step_of(proposal), by=cast.head, words="数字核过。", at=now)
    assert (again(proposal).stage, step_of(proposal).person) == ("reviewing", deputy)
    assert not ProposalSubmission.objects.exists()

    submission = pass_on(step_of(proposal), by=deputy, at=now)

    assert isinstance(submission, ProposalSubmission)
    assert (submission.to, submission.by, again(proposal).stage) == (cast.leader, cast.officer, "submitted")
    assert [event.text for event in timeline(proposal.id)][:4] == [
        "方案 F-2026-001 报叶文清",
        "看过方案 F-2026-001，转叶文清",
        "看过方案 F-2026-001，转董方",
        "方案 F-2026-001 送审，先请徐建平看",
    ]


def test_without_readers_it_goes_straight_to_the_leader(cast: Cast, now: datetime) -> None:
    proposal = sent(cast, None, now, head=False)

    assert proposal.stage == "submitted"
    assert not Routing.objects.exists()
    assert ProposalSubmission.objects.waiting_for(cast.leader).get().proposal == proposal


def test_figures_stay_live_until_the_leader_has_it(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    from tests.research.builders import propose

    [problem] = propose(cast, now, voices[:4])
    from sanxin.research.actions import problems as acts

    acts.accept(problem, by=cast.officer, seen=problem.version, at=now)
    problem.refresh_from_db()
    proposal = sent(cast, None, now, problem=problem, text="{村数} 个村 {人数} 人说。")
    problem.voice_rows.create(voice=voices[4], placed_at=now)

    submission = pass_on(step_of(proposal), by=cast.head, at=now)

    assert isinstance(submission, ProposalSubmission)
    assert submission.paper["text"] == "2 个村 5 人说。"
    problem.voice_rows.create(voice=voices[5], placed_at=now)
    decision = decide(submission, verdict="agree", memo="", by=cast.leader, at=now)
    first = decision.item_rows.order_by("planned__order").first()
    assert first
    assert first.item.detail == "2 个村 5 人说。"


def test_it_is_returned_with_the_words_marked(cast: Cast, deputy: Person, now: datetime) -> None:
    proposal = sent(cast, deputy, now)
    marks = [
        Mark("options", "9.6 万元", "补贴和镇里各多少，写清"),
        Mark("text", "老人看病、 赶集走不了", "有几位老人"),
    ]

    row = send_back(step_of(proposal), words="两处要补。", marks=marks, by=cast.head, at=now)

    assert again(proposal).stage == "returned"
    assert [(mark.field, mark.remark) for mark in row.passages.all()] == [
        ("options", "补贴和镇里各多少，写清"),
        ("text", "有几位老人"),
    ]
    assert timeline(proposal.id)[0].text == "退回方案 F-2026-001，标了 2 处"
    [waiting] = waiting_for(cast.officer, now.date())
    assert waiting.meta == "徐建平退回：两处要补。"


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (Mark("text", "没有的话", "改"), "research.mark.elsewhere"),
        (Mark("title", "9.6 万元", "改"), "research.mark.elsewhere"),
        (Mark("options", "9.6 万元", " "), "research.mark.no_remark"),
        (Mark("options", " ", "改"), "research.mark.no_quote"),
        (Mark("options", "9.6 万元", "改" * 301), "research.mark.long"),
    ],
)
def test_a_mark_needs_words_that_stand_there(cast: Cast, now: datetime, mark: Mark, code: str) -> None:
    proposal = sent(cast, None, now)

    with refused(code):
        send_back(step_of(proposal), words="改一改。", marks=[mark], by=cast.head, at=now)
    assert (again(proposal).stage, MarkedPassage.objects.count()) == ("reviewing", 0)


def test_returned_it_is_mended_and_goes_round_again(cast: Cast, now: datetime) -> None:
    proposal = sent(cast, None, now)
    send_back(step_of(proposal), words="补费用。", by=cast.head, at=now)

    revise(proposal, paper=a_paper(cast, cost="8 万元"), by=cast.officer, seen=again(proposal).version, at=now)
    assert waiting_for(cast.officer, now.date())
    proposal = again(proposal)
    send_round(proposal, to=cast.leader, section=cast.head, by=cast.officer, seen=proposal.version, at=now)

    assert [one.round for one in Routing.objects.order_by("round")] == [1, 2]
    assert step_of(proposal).routing.round == 2
    assert not waiting_for(cast.officer, now.date())


def test_the_leader_marks_words_too(cast: Cast, now: datetime) -> None:
    submission = a_submission(cast, now)

    decision = decide(
        submission,
        verdict="return",
        memo="费用说细",
        marks=[Mark("options", "9.6 万元", "补贴和镇里各多少")],
        by=cast.leader,
        at=now,
    )

    assert decision.passages.get().quote == "9.6 万元"


def test_it_is_called_back_on_the_way(cast: Cast, now: datetime) -> None:
    proposal = sent(cast, None, now)
    step = step_of(proposal)

    call_back(proposal, by=cast.colleague, seen=proposal.version, at=now)

    assert again(proposal).stage == "draft"
    with refused("research.route.not_now", Overtaken):
        pass_on(step, by=cast.head, at=now)
    with refused("research.route.not_waiting"):
        call_back(proposal, by=cast.colleague, seen=again(proposal).version, at=now)


def test_each_looks_in_turn_and_once(cast: Cast, deputy: Person, now: datetime) -> None:
    proposal = sent(cast, deputy, now)
    later = RouteStep.objects.get(person=deputy)
    first = step_of(proposal)

    with refused("research.route.not_now", Overtaken):
        pass_on(later, by=deputy, at=now)
    pass_on(first, by=cast.head, at=now)
    with refused("research.route.not_now", Overtaken):
        send_back(first, words="等一下", by=cast.head, at=now)


def test_only_whose_turn_it_is_answers(cast: Cast, now: datetime) -> None:
    proposal = sent(cast, None, now)

    for who in (cast.officer, cast.colleague, cast.leader, cast.stranger):
        with refused("research.route.not_yours", NotAllowed):
            pass_on(step_of(proposal), by=who, at=now)
    with refused("research.route.no_words"):
        send_back(step_of(proposal), words=" ", by=cast.head, at=now)


@pytest.mark.parametrize("wrong", ["own", "twice", "no_head", "no_leader"])
def test_readers_must_fit(cast: Cast, now: datetime, wrong: str) -> None:
    proposal = a_proposal(cast, now)
    by = cast.head if wrong == "own" else cast.officer
    section = {"own": cast.head, "no_head": cast.colleague}.get(wrong)
    deputy = {"twice": cast.leader, "no_leader": cast.head}.get(wrong)
    code = {"own": "own", "twice": "twice"}.get(wrong, "no_reader")

    with refused(f"research.route.{code}"):
        send_round(proposal, to=cast.leader, section=section, deputy=deputy, by=by, seen=proposal.version, at=now)
    assert again(proposal).stage == "draft"


def test_half_a_proposal_is_not_sent_round(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now, options=())

    with refused("research.proposal.no_options"):
        send_round(proposal, to=cast.leader, section=cast.head, by=cast.officer, seen=proposal.version, at=now)


def test_what_is_under_way_is_not_rewritten(cast: Cast, now: datetime) -> None:
    proposal = sent(cast, None, now)

    with refused("research.proposal.closed"):
        revise(proposal, paper=a_paper(cast), by=cast.officer, seen=proposal.version, at=now)


def test_it_waits_on_the_readers_day(cast: Cast, deputy: Person, now: datetime) -> None:
    proposal = sent(cast, deputy, now)

    [row] = waiting_for(cast.head, now.date())
    assert (row.section, row.title, row.action_label) == ("decide", proposal.title, "去审")
    assert not waiting_for(deputy, now.date())
    pass_on(step_of(proposal), by=cast.head, at=now)
    assert [row.action_label for row in waiting_for(deputy, now.date())] == ["去审"]
    assert not waiting_for(cast.head, now.date())


def test_steps_become_measures_of_their_item(cast: Cast, now: datetime) -> None:
    steps = (NewStep("摸清户数", 5, 1), NewStep("问群众", 50, 2))
    submission = a_submission(cast, now, steps=steps, measure="到 3 月，八成说解决了。")

    decision = decide(submission, verdict="agree", memo="", by=cast.leader, at=now)

    first, second = [row.item for row in decision.item_rows.order_by("planned__order")]
    assert [(m.what, m.person, m.due_on) for m in first.measures.all()] == [
        ("摸清户数", cast.handler, date(2026, 11, 26))
    ]
    assert [m.what for m in second.measures.all()] == ["问群众"]
    assert (first.outcome_wanted, second.outcome_wanted) == ("到 3 月，八成说解决了。", "")


@pytest.mark.parametrize(
    ("step", "code"), [(NewStep("太晚", 16, 1), "step_days"), (NewStep("没有这条", 3, 3), "step_item")]
)
def test_a_step_fits_its_item(cast: Cast, now: datetime, step: NewStep, code: str) -> None:
    with refused(f"research.proposal.{code}"):
        a_proposal(cast, now, problem=an_accepted_problem(cast, now), steps=(step,))
