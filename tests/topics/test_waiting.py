"""What waits on 今日."""

from datetime import date, datetime

from sanxin.people.models import Person
from sanxin.topics.queries.waiting import waiting_for
from tests.cast import Cast
from tests.topics.builders import a_candidate, a_round, a_running_topic, a_topic, scored


def titles(person: Person, now: datetime) -> list[tuple[str, str, str]]:
    return [(row.section, row.light_word, row.title) for row in waiting_for(person, now.date())]


def test_scores_wait_until_given(cast: Cast, now: datetime) -> None:
    a_round(cast, now, scores_due_on=date(2026, 11, 17))
    candidate = a_candidate(cast, now)

    assert titles(cast.officer, now) == [("topics", "超期 2 日", "2026 年选题，还有 1 个候选等您打分")]
    assert titles(cast.colleague, now) == []
    scored(candidate, cast.officer, 3, now)
    assert titles(cast.officer, now) == []


def test_what_everybody_scored_waits_for_the_leader(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)
    scored(candidate, cast.officer, 3, now)
    assert titles(cast.leader, now) == []

    scored(candidate, cast.head, 3, now)

    assert titles(cast.leader, now) == [("decide", "等我", "2026 年选题，1 个候选打完分，等您定")]


def test_a_topic_waits_for_its_plan(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)

    assert titles(cast.officer, now) == [("topics", "待安排", topic.question)]


def test_a_milestone_waits_for_its_owner_when_it_is_near(cast: Cast, now: datetime) -> None:
    topic = a_running_topic(cast, now)
    row = topic.milestones.get()
    assert titles(cast.colleague, now) == []

    topic.milestones.filter(pk=row.pk).update(due_on=date(2026, 11, 23))
    assert titles(cast.colleague, now) == [("topics", "剩 2 日", "走完两个村")]
    topic.milestones.filter(pk=row.pk).update(due_on=date(2026, 11, 17))
    assert titles(cast.colleague, now) == [("topics", "超期 2 日", "走完两个村")]


def test_others_are_not_troubled(cast: Cast, now: datetime) -> None:
    a_running_topic(cast, now)

    for who in (cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        assert titles(who, now) == []
