"""The leader's word: chosen, or not."""

from datetime import datetime

import pytest

from sanxin.kernel import search
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.topics.actions.candidates import revise
from sanxin.topics.actions.choices import choose, decline
from sanxin.topics.models import Choice, Topic
from sanxin.topics.queries.figures import figures_of_one
from tests.cast import Cast
from tests.research.builders import hear_some, propose
from tests.service.builders import refused
from tests.topics.builders import QUESTION, a_candidate, a_field, a_round, a_topic, again


def test_it_becomes_a_numbered_topic(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)

    assert (topic.code, topic.question, topic.lead, topic.stage) == ("2026-01", QUESTION, cast.officer, "planning")
    assert topic.code_in_words == "课题 2026-01"
    assert timeline(topic.id)[0].text == "选上，立为课题 2026-01，程晓岚牵头"
    [found] = search.find(cast.colleague, "偏远村")
    assert found.hits[0].title.startswith("2026-01")


def test_figures_are_frozen_then(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    [problem] = propose(cast, now, voices[:4])
    candidate = a_candidate(cast, now, problems=[problem])
    topic = a_topic(cast, now, candidate=candidate)

    problem.voice_rows.create(voice=voices[4], placed_at=now)

    assert figures_of_one(candidate).people == 4
    assert list(topic.problems.all()) == [problem]


def test_numbers_follow_each_other(cast: Cast, now: datetime) -> None:
    codes = [a_topic(cast, now, candidate=a_candidate(cast, now, title=f"第 {n} 问")).code for n in range(3)]

    assert codes == ["2026-01", "2026-02", "2026-03"]


def test_one_more_needs_a_reason(cast: Cast, now: datetime) -> None:
    a_round(cast, now, most=1)
    a_topic(cast, now)
    other = a_candidate(cast, now, title="快递不到村，怎么办？")

    with refused("topics.choice.too_many"):
        a_topic(cast, now, candidate=other)
    topic = choose(
        other, lead=cast.head, field=a_field(cast), reason="市里点了题。", by=cast.leader, seen=other.version, at=now
    )

    assert timeline(topic.id)[0].text == "多选一个，立为课题 2026-02，徐建平牵头：市里点了题。"
    assert Choice.objects.get(candidate=other).reason == "市里点了题。"


def test_without_a_round_nothing_is_chosen(cast: Cast, now: datetime) -> None:
    candidate = a_candidate(cast, now)

    with refused("topics.round.none"):
        choose(candidate, lead=cast.officer, field=a_field(cast), by=cast.leader, seen=candidate.version, at=now)


def test_only_a_leader_chooses_or_declines(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)

    for who in (cast.officer, cast.head, cast.handler, cast.stranger):
        with refused("topics.choice.not_leader", NotAllowed):
            choose(candidate, lead=cast.officer, field=a_field(cast), by=who, seen=candidate.version, at=now)
        with refused("topics.choice.not_leader", NotAllowed):
            decline(candidate, reason="不急", by=who, seen=candidate.version, at=now)


def test_the_lead_works_here(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)

    with refused("topics.person.elsewhere"):
        choose(candidate, lead=cast.handler, field=a_field(cast), by=cast.leader, seen=candidate.version, at=now)
    assert not Topic.objects.exists()


def test_it_is_declined_with_a_reason(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)

    with refused("topics.declining.no_reason"):
        decline(candidate, reason=" ", by=cast.leader, seen=candidate.version, at=now)
    decline(candidate, reason="去年研究过。", by=cast.leader, seen=candidate.version, at=now)

    assert again(candidate).stage == "declined"
    assert timeline(candidate.id)[0].text == "没选上：去年研究过。"


@pytest.mark.parametrize("verb", ["choose", "decline"])
def test_it_is_decided_once(cast: Cast, now: datetime, verb: str) -> None:
    candidate = a_topic(cast, now).candidate
    seen = again(candidate).version

    with refused("topics.candidate.closed"):
        if verb == "choose":
            choose(candidate, lead=cast.head, field=a_field(cast), by=cast.leader, seen=seen, at=now)
        else:
            decline(candidate, reason="不急", by=cast.leader, seen=seen, at=now)


def test_what_was_rewritten_meanwhile_is_read_again(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)
    revise(candidate, title="换一个", by=cast.colleague, seen=candidate.version, at=now)

    with refused("topics.overtaken", Overtaken):
        choose(candidate, lead=cast.officer, field=a_field(cast), by=cast.leader, seen=candidate.version, at=now)
