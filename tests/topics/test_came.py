"""The sample plan of a topic against what came of its questionnaires, place by place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from django.test import Client
from django.urls import reverse

from sanxin.people.models import Person
from sanxin.surveys.actions.links import Where
from sanxin.surveys.actions.meetings import Noted, note
from sanxin.topics.actions.links import ask_by
from sanxin.topics.queries.came import came_to
from tests.cast import Cast
from tests.surveys.asking_builders import SHORT, a_link, an_edition, answered
from tests.topics.builders import a_topic, planned

ClientOf = Callable[[Person], Client]


def test_responses_are_counted_where_they_were_asked_for(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    topic = planned(cast, a_topic(cast, now), now)
    edition = an_edition(cast, SHORT)
    ask_by(topic, edition.questionnaire, by=cast.officer, at=now)
    held = note(Noted("班车", date(2026, 11, 12), place=cast.village), office=cast.department, by=cast.officer, at=now)
    for where in (Where(place=cast.village), Where(meeting=held), Where(place=cast.town)):
        answered(a_link(cast, edition, where=where), bus="agree")
    answered(a_link(cast, an_edition(cast, replace(SHORT, title="别的问卷"))), bus="agree")

    assert came_to(topic, [cast.village, cast.other_village]) == ({cast.village.id: 2, cast.other_village.id: 0}, 1)
    assert came_to(topic, [cast.town]) == ({cast.town.id: 3}, 0)
    text = client_of(cast.officer).get(reverse("topics:topic", args=[topic.pk])).content.decode()
    assert [words in text for words in ("收到 2 份", "还没收到", "别的地方还收到 1 份。")] == [True] * 3


def test_without_a_questionnaire_nothing_is_said_of_what_came(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    topic = planned(cast, a_topic(cast, now), now)

    text = client_of(cast.officer).get(reverse("topics:topic", args=[topic.pk])).content.decode()

    assert "一共 35 人" in text
    assert "还没收到" not in text
