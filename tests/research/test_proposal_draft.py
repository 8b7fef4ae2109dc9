"""Starting a proposal from problems."""

from datetime import datetime

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.research.actions.proposals import NewPlanned, draft
from sanxin.research.models import Proposal
from tests.cast import Cast
from tests.research.builders import hear_some, propose
from tests.research.proposal_builders import a_paper, a_proposal, an_accepted_problem
from tests.service.builders import refused


def test_it_gets_the_next_number_and_keeps_what_was_written(cast: Cast, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)

    first = a_proposal(cast, now, problem=problem)
    second = a_proposal(cast, now, problem=problem)

    assert (first.code, second.code) == ("F-2026-001", "F-2026-002")
    assert [option.recommended for option in first.options.all()] == [False, True, False]
    assert [row.title for row in first.planned.all()] == ["商定班次、试开三个月", "三个月后问客流、问群众"]
    assert [str(unit) for unit in first.planned.get(order=1).cooperating.all()] == ["洪岩镇"]


def test_the_problems_timeline_tells_it_too(cast: Cast, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)

    proposal = a_proposal(cast, now, problem=problem)

    assert timeline(proposal.id)[0].text == "起草方案 F-2026-001"
    assert timeline(problem.id)[0].id == timeline(proposal.id)[0].id


def test_half_a_proposal_may_be_kept(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now, options=(), planned=(), responsible=None, text="")

    assert proposal.stage == "draft"


def test_without_a_title_there_is_no_number(cast: Cast, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)

    with refused("research.proposal.no_title"):
        a_proposal(cast, now, problem=problem, title=" ")
    assert a_proposal(cast, now, problem=problem).code == "F-2026-001"


def test_a_proposal_about_nothing_is_refused(cast: Cast, now: datetime) -> None:
    with refused("research.proposal.no_problem"):
        draft([], office=cast.department, paper=a_paper(cast), by=cast.officer, at=now)


def test_nobody_has_accepted_the_problem(cast: Cast, now: datetime) -> None:
    [problem] = propose(cast, now, hear_some(cast, 3, now))

    with refused("research.proposal.not_accepted"):
        draft([problem], office=cast.department, paper=a_paper(cast), by=cast.officer, at=now)


def test_two_recommended_options_are_none(cast: Cast, now: datetime) -> None:
    option = a_paper(cast).options[1]

    with refused("research.proposal.two_picks"):
        a_proposal(cast, now, options=(option, option))


def test_five_options_are_too_many(cast: Cast, now: datetime) -> None:
    with refused("research.proposal.many_options"):
        a_proposal(cast, now, options=a_paper(cast).options[:1] * 5)


def test_no_working_day_is_too_few(cast: Cast, now: datetime) -> None:
    with refused("research.proposal.days"):
        a_proposal(cast, now, planned=(NewPlanned("马上办", cast.officer, 0),))


def test_only_the_desk_writes_proposals(cast: Cast, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)

    for who in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        with refused("research.proposal.not_desk", NotAllowed):
            draft([problem], office=cast.department, paper=a_paper(cast), by=who, at=now)
    assert not Proposal.objects.exists()


def test_another_offices_problem_is_refused(cast: Cast, now: datetime) -> None:
    problem = an_accepted_problem(cast, now)
    home = cast.stranger.posts.get().unit

    with refused("research.proposal.other_office"):
        draft([problem], office=home, paper=a_paper(cast), by=cast.stranger, at=now)
