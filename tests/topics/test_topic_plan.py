"""Planning a topic, starting it, ending it."""

from datetime import date, datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.topics.actions.milestones import finish_milestone
from sanxin.topics.actions.plans import finish, plan, start, stop
from sanxin.topics.models import Kind, TopicEnd
from tests.cast import Cast
from tests.service.builders import refused
from tests.topics.builders import a_milestone, a_plan, a_running_topic, a_topic, again, planned


def test_a_plan_is_written(cast: Cast, now: datetime) -> None:
    topic = planned(cast, a_topic(cast, now), now)

    topic = again(topic)
    assert (topic.kind, topic.methods) == ("countermeasure", ["talks", "walks"])
    assert [(row.place, row.people) for row in topic.place_rows.all()] == [(cast.village, 20), (cast.other_village, 15)]
    assert list(topic.team.all()) == [cast.colleague]
    assert timeline(topic.id)[0].text == "安排课题 2026-01：2 个地方，35 人"


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("strategic", "战略性"),
        ("countermeasure", "对策性"),
        ("forward", "前瞻性"),
        ("tracking", "跟踪性"),
        ("dissecting", "解剖式"),
        ("supervisory", "督查式"),
    ],
)
def test_it_is_of_one_of_the_six_kinds(cast: Cast, now: datetime, kind: str, word: str) -> None:
    topic = again(planned(cast, a_topic(cast, now), now, kind=kind))

    assert (topic.get_kind_display(), len(Kind.choices)) == (word, 6)


def test_the_section_head_may_plan_and_hand_it_over(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)

    plan(topic, plan=a_plan(cast, lead=cast.colleague, team=()), by=cast.head, seen=topic.version, at=now)

    assert again(topic).lead == cast.colleague


def test_it_starts_when_the_plan_is_complete(cast: Cast, now: datetime) -> None:
    topic = a_running_topic(cast, now)

    assert topic.stage == "running"
    assert timeline(topic.id)[0].text == "课题 2026-01 开始调研"


def test_half_a_plan_does_not_start_and_says_what_is_missing(cast: Cast, now: datetime) -> None:
    topic = planned(cast, a_topic(cast, now), now, kind="", expected="")

    with pytest.raises(Refused) as told:
        start(topic, by=cast.officer, seen=again(topic).version, at=now)
    assert told.value.sentence == "还差：类型、预期成果、至少一个节点。写好再开始。"


def test_it_starts_once(cast: Cast, now: datetime) -> None:
    topic = a_running_topic(cast, now)

    with refused("topics.topic.started"):
        start(topic, by=cast.officer, seen=topic.version, at=now)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"starts_on": date(2027, 4, 1)}, "topics.topic.dates"),
        ({"places": "twice"}, "topics.topic.place_twice"),
        ({"places": "nobody"}, "topics.topic.people"),
        ({"places": "many"}, "topics.topic.many_places"),
        ({"team": "stranger"}, "topics.person.elsewhere"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    topic = a_topic(cast, now)
    said = {
        "twice": ((cast.village, 5), (cast.village, 6)),
        "nobody": ((cast.village, 0),),
        "many": ((cast.village, 1),) * 41,
        "stranger": (cast.stranger,),
    }
    changes = {name: said.get(value, value) if isinstance(value, str) else value for name, value in changes.items()}

    with refused(code):
        plan(topic, plan=a_plan(cast, **changes), by=cast.officer, seen=topic.version, at=now)
    assert not again(topic).place_rows.exists()


def test_others_do_not_plan(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)

    for who in (cast.colleague, cast.leader, cast.handler, cast.stranger):
        with refused("topics.topic.not_yours", NotAllowed):
            plan(topic, plan=a_plan(cast), by=who, seen=topic.version, at=now)


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)
    planned(cast, topic, now)

    with refused("topics.overtaken", Overtaken):
        plan(topic, plan=a_plan(cast), by=cast.head, seen=topic.version, at=now)


def test_it_ends_with_a_result(cast: Cast, now: datetime) -> None:
    topic = a_running_topic(cast, now)
    finish_milestone(topic.milestones.get(), note="走完了，问了 35 人", by=cast.colleague, at=now)

    finish(topic, words="赶集日加一班就够。", by=cast.officer, seen=again(topic).version, at=now)

    assert again(topic).stage == "finished"
    assert TopicEnd.objects.get().words == "赶集日加一班就够。"


@pytest.mark.parametrize(("done", "words", "code"), [(False, "好了", "milestones_open"), (True, " ", "no_words")])
def test_it_does_not_end_half_done_or_wordless(cast: Cast, now: datetime, done: bool, words: str, code: str) -> None:
    topic = a_running_topic(cast, now)
    if done:
        finish_milestone(topic.milestones.get(), note="走完了", by=cast.colleague, at=now)

    with refused(f"topics.topic.{code}"):
        finish(topic, words=words, by=cast.officer, seen=again(topic).version, at=now)


def test_what_has_not_begun_is_stopped_not_finished(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)

    with refused("topics.topic.not_started"):
        finish(topic, words="好了", by=cast.officer, seen=topic.version, at=now)
    stop(topic, words="上级另有安排。", by=cast.leader, seen=topic.version, at=now)

    assert again(topic).stage == "stopped"
    assert timeline(topic.id)[0].text == "课题 2026-01 中止：上级另有安排。"


def test_the_lead_alone_does_not_stop_it(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)

    with refused("topics.topic.not_stopper", NotAllowed):
        stop(topic, words="不想做了", by=cast.officer, seen=topic.version, at=now)


def test_what_is_over_is_not_touched(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)
    stop(topic, words="上级另有安排。", by=cast.head, seen=topic.version, at=now)

    with refused("topics.topic.over"):
        planned(cast, topic, now)
    with refused("topics.topic.over"):
        a_milestone(cast, topic, now)
    with refused("topics.topic.ended"):
        stop(topic, words="再停一次", by=cast.head, seen=again(topic).version, at=now)
