"""Proposing, rewriting, taking back, talking."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.topics.actions.candidates import propose, remark, revise, withdraw
from sanxin.topics.models import Candidate, Remark
from sanxin.topics.queries.figures import figures_of_one
from tests.cast import Cast
from tests.research.builders import hear_some
from tests.research.builders import propose as propose_problems
from tests.service.builders import refused
from tests.topics.builders import QUESTION, a_candidate, a_field, a_round, again, scored


def test_anybody_of_the_office_proposes(cast: Cast, now: datetime) -> None:
    for who in (cast.officer, cast.head, cast.leader):
        title = f"{QUESTION}{who.name}问"
        candidate = a_candidate(cast, now, by=who, title=title, field=a_field(cast))

        assert (candidate.round, again(candidate).field.name) == (None, "基层组织建设")
        assert timeline(candidate.id)[0].text == f"提出候选课题“{title}”"


def test_the_very_same_question_is_refused_with_who_asked_it(cast: Cast, now: datetime) -> None:
    earlier = a_candidate(cast, now, by=cast.head)

    with pytest.raises(Refused, match="徐建平已经提过"):
        a_candidate(cast, now, title=f" {QUESTION.rstrip('？')}?")
    withdraw(earlier, by=cast.head, seen=again(earlier).version, at=now)

    assert a_candidate(cast, now)


def test_it_stands_in_the_round_that_is_open(cast: Cast, now: datetime) -> None:
    waiting = a_candidate(cast, now)
    round_ = a_round(cast, now)
    fresh = a_candidate(cast, now, title="快递不到村，怎么办？")

    assert (again(waiting).round, fresh.round) == (round_, round_)


def test_it_carries_what_people_say_live(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    [problem] = propose_problems(cast, now, voices[:4])
    candidate = a_candidate(cast, now, problems=[problem])
    assert (figures_of_one(candidate).people, figures_of_one(candidate).villages) == (4, 2)

    problem.voice_rows.create(voice=voices[4], placed_at=now)

    assert figures_of_one(candidate).people == 5
    assert timeline(problem.id)[0].name == "topics.candidate.proposed"


def test_who_spoke_of_two_problems_counts_once(cast: Cast, now: datetime) -> None:
    buses, parcels = hear_some(cast, 4, now), hear_some(cast, 4, now, "快递不到村，取件跑十里")
    problems = propose_problems(cast, now, buses, parcels)

    raised = figures_of_one(a_candidate(cast, now, problems=problems))

    assert (raised.people, raised.messages) == (4, 8)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"title": "  "}, "no_title"), ({"title": "长" * 121}, "long_title"), ({"reason": "长" * 5001}, "long_reason")],
)
def test_it_needs_a_question(cast: Cast, now: datetime, changes: dict[str, str], code: str) -> None:
    with refused(f"topics.candidate.{code}"):
        a_candidate(cast, now, **changes)
    assert not Candidate.objects.exists()


def test_problems_off_the_desk_are_not_taken(cast: Cast, now: datetime) -> None:
    [problem] = propose_problems(cast, now, hear_some(cast, 3, now))
    problem.stage = "gone"

    with refused("topics.candidate.problem_gone"):
        a_candidate(cast, now, problems=[problem])


def test_people_from_elsewhere_do_not_propose(cast: Cast, now: datetime) -> None:
    for who in (cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        with refused("topics.candidate.not_ours", NotAllowed):
            propose(cast.department, title=QUESTION, by=who, at=now)


def test_it_is_rewritten_until_somebody_scores(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)
    revise(candidate, title="老人出行，怎么办？", by=cast.colleague, seen=candidate.version, at=now)
    assert again(candidate).title == "老人出行，怎么办？"

    scored(again(candidate), cast.officer, 4, now)

    with refused("topics.candidate.scored"):
        revise(candidate, title="换一个", by=cast.colleague, seen=again(candidate).version, at=now)


def test_others_do_not_rewrite_it(cast: Cast, now: datetime) -> None:
    candidate = a_candidate(cast, now)

    with refused("topics.candidate.not_yours", NotAllowed):
        revise(candidate, title="换一个", by=cast.officer, seen=candidate.version, at=now)
    with refused("topics.overtaken", Overtaken):
        revise(candidate, title="换一个", by=cast.head, seen=candidate.version + 1, at=now)


def test_it_is_taken_back_once(cast: Cast, now: datetime) -> None:
    candidate = a_candidate(cast, now)

    withdraw(candidate, by=cast.colleague, seen=candidate.version, at=now)

    assert again(candidate).stage == "withdrawn"
    with refused("topics.candidate.closed"):
        withdraw(candidate, by=cast.colleague, seen=again(candidate).version, at=now)


def test_people_talk_about_it(cast: Cast, now: datetime) -> None:
    candidate = a_candidate(cast, now)

    remark(candidate, text="可以和交通局一起去。", by=cast.leader, at=now)

    assert Remark.objects.get().text == "可以和交通局一起去。"
    assert "交通局" not in str(timeline(candidate.id)[0].facts)
    with refused("topics.remark.empty"):
        remark(candidate, text=" ", by=cast.leader, at=now)
    with refused("topics.candidate.not_ours", NotAllowed):
        remark(candidate, text="我也说一句", by=cast.stranger, at=now)
