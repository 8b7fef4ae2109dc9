"""Visits, and the warning where a village is crowded."""

from datetime import date, datetime, timedelta

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.topics.actions.fields import set_village_limit
from sanxin.topics.actions.visits import plan_visit, settle_visit
from sanxin.topics.models import PlannedVisit, Topic
from sanxin.topics.queries.crowding import crowded_visits, crowding_of
from sanxin.topics.rules.visits import Crowded
from tests.cast import Cast
from tests.service.builders import refused
from tests.topics.builders import a_candidate, a_topic, again

DAY = date(2026, 12, 8)


def topics(cast: Cast, now: datetime, count: int) -> list[Topic]:
    return [a_topic(cast, now, candidate=a_candidate(cast, now, title=f"第 {n} 问")) for n in range(count)]


def go(
    cast: Cast, topic: Topic, at: datetime, *, on: date = DAY, anyway: bool = False, **changes: object
) -> PlannedVisit:
    said = {"place": cast.village, "manner": "unannounced", "by": cast.officer} | changes
    return plan_visit(topic, on=on, at=at, anyway=anyway, **said)  # type: ignore[arg-type]


def test_a_visit_is_planned_unannounced(cast: Cast, now: datetime) -> None:
    [topic] = topics(cast, now, 1)

    visit = go(cast, topic, now)

    assert (visit.get_manner_display(), visit.on) == ("四不两直", DAY)
    assert timeline(topic.id)[0].text == "安排 2026-12-08 去竹坑村"


def test_the_third_topic_in_a_month_is_told(cast: Cast, now: datetime) -> None:
    first, second, third = topics(cast, now, 3)
    go(cast, first, now)
    go(cast, second, now, on=DAY + timedelta(days=10))

    with refused("topics.visit.crowded", Crowded):
        go(cast, third, now)
    crowding = crowding_of(cast.village, DAY, topic=third, person=cast.officer)
    assert (crowding.topics, crowding.elsewhere, crowding.instead) == ([first, second], 0, [cast.other_village])


def test_it_is_a_warning_not_a_prohibition(cast: Cast, now: datetime) -> None:
    first, second, third = topics(cast, now, 3)
    for topic in (first, second):
        go(cast, topic, now)

    visit = go(cast, third, now, anyway=True)

    assert timeline(third.id)[0].text == "安排 2026-12-08 去竹坑村；那个月已有 2 个课题去"
    assert crowded_visits([visit], third) == {visit.id}


@pytest.mark.parametrize("way", ["another month", "another village", "again", "called off", "limit"])
def test_what_does_not_crowd(cast: Cast, now: datetime, way: str) -> None:
    first, second, third = topics(cast, now, 3)
    go(cast, first, now)
    crowding = go(cast, second, now)
    if way == "called off":
        settle_visit(crowding, made=False, note="下雪", by=cast.officer, at=now)
    if way == "limit":
        set_village_limit(cast.department, topics=3, by=cast.head, at=now)

    if way == "another month":
        go(cast, third, now, on=date(2027, 1, 8))
    elif way == "another village":
        go(cast, third, now, place=cast.other_village)
    elif way == "again":
        go(cast, second, now, on=DAY + timedelta(days=1))
    else:
        go(cast, third, now)


def test_topics_of_other_offices_are_counted_not_named(cast: Cast, now: datetime) -> None:
    first, second, third = topics(cast, now, 3)
    go(cast, first, now)
    go(cast, second, now)
    Topic.objects.filter(pk=first.pk).update(office=cast.transport, number=9)

    crowding = crowding_of(cast.village, DAY, topic=third, person=cast.officer)

    assert ([one.pk for one in crowding.topics], crowding.elsewhere) == ([second.pk], 1)


@pytest.mark.parametrize(("on", "code"), [(date(2026, 11, 18), "past"), (date(2028, 1, 1), "too_late")])
def test_days_that_cannot_be(cast: Cast, now: datetime, on: date, code: str) -> None:
    [topic] = topics(cast, now, 1)
    Topic.objects.filter(pk=topic.pk).update(ends_on=date(2027, 3, 31))

    with refused(f"topics.visit.{code}"):
        go(cast, topic, now, on=on)


def test_only_villages_and_towns_of_the_county(cast: Cast, now: datetime) -> None:
    [topic] = topics(cast, now, 1)

    for place in (cast.department, cast.stranger.county):
        with refused("topics.visit.place"):
            go(cast, topic, now, place=place)
    with refused("topics.visit.manner"):
        go(cast, topic, now, manner="by car")


def test_what_came_of_it(cast: Cast, now: datetime) -> None:
    [topic] = topics(cast, now, 1)
    today, later = go(cast, topic, now, on=now.date()), go(cast, topic, now)

    settle_visit(today, made=True, note="等车的都是老人。", by=cast.officer, at=now)

    assert timeline(topic.id)[0].text == "2026-11-19 去了竹坑村"
    with refused("topics.visit.settled"):
        settle_visit(today, made=True, by=cast.officer, at=now)
    with refused("topics.visit.not_yet"):
        settle_visit(later, made=True, by=cast.officer, at=now)
    with refused("topics.visit.no_note"):
        settle_visit(later, made=False, by=cast.officer, at=now)


def test_others_do_not_plan_visits(cast: Cast, now: datetime) -> None:
    [topic] = topics(cast, now, 1)

    for who in (cast.colleague, cast.leader, cast.handler, cast.stranger):
        with refused("topics.topic.not_in_team", NotAllowed):
            go(cast, topic, now, by=who)
    assert again(topic).visits.count() == 0
