"""Milestones."""

from datetime import date, datetime

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.topics.actions.milestones import change_milestone, drop_milestone, finish_milestone
from sanxin.topics.models import Milestone, Topic
from tests.cast import Cast
from tests.service.builders import refused
from tests.topics.builders import a_milestone, a_running_topic, a_topic, again, planned


def a_planned_topic(cast: Cast, now: datetime) -> Topic:
    return planned(cast, a_topic(cast, now), now)


def test_it_is_added_changed_and_dropped(cast: Cast, now: datetime) -> None:
    topic = a_planned_topic(cast, now)
    row = a_milestone(cast, topic, now)

    change_milestone(
        row,
        title="走完三个村",
        owner=cast.head,
        due_on=date(2026, 12, 20),
        by=cast.officer,
        seen=again(topic).version,
        at=now,
    )
    assert timeline(topic.id)[0].text == "改节点“走完三个村”，徐建平，2026-12-20 前"

    drop_milestone(row, by=cast.officer, seen=again(topic).version, at=now)
    assert not Milestone.objects.exists()
    assert timeline(topic.id)[0].text == "去掉节点“走完三个村”"


def test_it_lies_within_the_topic(cast: Cast, now: datetime) -> None:
    topic = a_planned_topic(cast, now)

    with refused("topics.milestone.too_late"):
        a_milestone(cast, topic, now, due_on=date(2027, 4, 1))
    with refused("topics.milestone.too_early"):
        a_milestone(cast, topic, now, due_on=date(2026, 10, 1))
    with refused("topics.milestone.no_title"):
        a_milestone(cast, topic, now, title=" ")
    with refused("topics.person.elsewhere"):
        a_milestone(cast, topic, now, owner=cast.handler)


def test_its_owner_says_it_is_done_and_what_came_of_it(cast: Cast, now: datetime) -> None:
    topic = a_running_topic(cast, now)
    row = topic.milestones.get()

    with refused("topics.milestone.no_note"):
        finish_milestone(row, note=" ", by=cast.colleague, at=now)
    finish_milestone(row, note="问了 35 人。", by=cast.colleague, at=now)

    assert again(row).done.note == "问了 35 人。"
    assert timeline(topic.id)[0].text == "办完节点“走完两个村”"
    for verb in (finish_milestone, drop_milestone):
        with refused("topics.milestone.done"):
            if verb is finish_milestone:
                finish_milestone(row, note="再办一次", by=cast.colleague, at=now)
            else:
                drop_milestone(row, by=cast.officer, seen=again(topic).version, at=now)


def test_others_neither_plan_nor_tick(cast: Cast, now: datetime) -> None:
    topic = a_running_topic(cast, now)
    row = topic.milestones.get()

    for who in (cast.leader, cast.handler, cast.stranger):
        with refused("topics.topic.not_in_team", NotAllowed):
            finish_milestone(row, note="办了", by=who, at=now)
        with refused("topics.topic.not_yours", NotAllowed):
            drop_milestone(row, by=who, seen=topic.version, at=now)
