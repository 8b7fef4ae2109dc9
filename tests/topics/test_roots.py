"""根子汇总: the roots behind a topic's problems, gathered over topics."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from sanxin.people.models import Person
from sanxin.research.actions import causes
from sanxin.research.models import Problem
from sanxin.research.queries.causes import roots_for
from sanxin.topics.actions.links import cover
from tests.cast import Cast
from tests.research.builders import hear_some, propose
from tests.topics.builders import a_topic

ClientOf = Callable[[Person], Client]


def rooted(cast: Cast, now: datetime, *roots: str) -> list[Problem]:
    heard = [hear_some(cast, 3, now, text=f"{root}，事情一直没有办") for root in roots]
    problems = propose(cast, now, *heard)
    for problem, root in zip(problems, roots, strict=True):
        causes.add_cause(problem, text=root, root=True, by=cast.officer, seen=0, at=now)
    return problems


def test_a_root_is_told_with_the_topics_whose_problems_it_lies_behind(
    cast: Cast, now: datetime, client_of: ClientOf
) -> None:
    bus, lamp = rooted(cast, now, "没有补贴", "没有人管")
    topic = a_topic(cast, now)
    cover(topic, bus, by=cast.officer, at=now)

    told = {root.text: [one.id for one in root.topics] for root in roots_for(cast.leader)}

    assert told == {"没有补贴": [topic.id], "没有人管": []}
    assert [root.text for root in roots_for(cast.leader, topic=str(topic.id))] == ["没有补贴"]
    page = client_of(cast.officer).get(reverse("research:roots") + f"?topic={topic.id}").content.decode()
    assert "没有补贴" in page
    assert topic.question in page
    assert lamp.code not in page
    assert (
        f"?topic={topic.id}" in client_of(cast.officer).get(reverse("topics:topic", args=[topic.id])).content.decode()
    )


def test_another_offices_topic_is_not_told(cast: Cast, now: datetime) -> None:
    [bus] = rooted(cast, now, "没有补贴")
    cover(a_topic(cast, now), bus, by=cast.officer, at=now)

    assert roots_for(cast.stranger) == []
