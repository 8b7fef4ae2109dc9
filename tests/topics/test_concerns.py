"""Fields of concern on the desk, in the list of voices and in trends: a voice has the field of its problem."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.concerns import Field, fields_of
from sanxin.topics.actions import fields as verbs
from sanxin.topics.actions.links import cover, sort_problems
from tests.cast import Cast
from tests.research.builders import hear, hear_some, propose
from tests.topics.builders import a_field, a_topic

ClientOf = Callable[[Person], Client]


def text_of(client: Client, name: str, query: str = "") -> str:
    answer = client.get(reverse(name) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def named(cast: Cast, name: str) -> Field:
    return next(one for one in fields_of({cast.department.id}) if one.name == name)


def test_trends_tell_fields_and_lead_to_the_voices(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    [road, _water] = propose(cast, now, *(hear_some(cast, 5, now, text=said) for said in ("路坏了", "水发黄")))
    hear(cast, "自成一件", now)
    sort_problems([road], field=a_field(cast), by=cast.officer, at=now)
    client = client_of(cast.officer)

    part = text_of(client, "research:trends").split('id="fields"')[1].split("</section>")[0]
    links = re.findall(r'<th scope="row">([^<]+)</th><td class="sx-num"><a href="([^"]+)">(\d+)</a>', part)

    assert [(name, count) for name, _url, count in links] == [("基层组织建设", "5"), ("没归领域", "6")]
    for _name, url, count in links:
        assert client.get(unescape(url)).context["page"].paginator.count == int(count)


def test_voices_problems_and_trends_are_narrowed_to_a_field(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    [road, water] = propose(cast, now, *(hear_some(cast, 3, now, text=said) for said in ("路坏了", "水发黄")))
    sort_problems([road], field=a_field(cast), by=cast.officer, at=now)
    asked = f"?field={named(cast, '基层组织建设').id}"
    client = client_of(cast.officer)

    desk = text_of(client, "research:desk", asked)
    rest = text_of(client, "research:desk", "?field=none")

    assert client.get(reverse("service:voices") + asked).context["page"].paginator.count == 3
    assert client.get(reverse("service:voices") + "?field=none").context["page"].paginator.count == 3
    assert road.name in desk
    assert water.name not in desk
    assert water.name in rest
    assert "近 12 个月 3 条声音" in text_of(client, "research:trends", asked)
    assert client.get(reverse("service:voices") + "?field=nonsense").context["page"].paginator.count == 6


def test_renamed_and_retired_it_stays_with_what_it_holds(cast: Cast, now: datetime) -> None:
    [problem] = propose(cast, now, hear_some(cast, 3, now))
    sort_problems([problem], field=a_field(cast), by=cast.officer, at=now)
    field = verbs.rename_field(a_field(cast), name="组织建设", by=cast.head, seen=1, at=now)
    verbs.retire_field(field, by=cast.head, seen=2, at=now)
    empty = a_field(cast)
    verbs.retire_field(empty, by=cast.head, seen=1, at=now)

    names = {one.name for one in fields_of({cast.department.id})}

    assert named(cast, "组织建设").problems == {problem.id}
    assert empty.name not in names


def test_a_topic_says_it_until_a_person_does(cast: Cast, now: datetime) -> None:
    [problem] = propose(cast, now, hear_some(cast, 3, now))
    topic = a_topic(cast, now)
    cover(topic, problem, by=cast.officer, at=now)
    by_topic = named(cast, topic.field.name).problems

    sort_problems([problem], field=a_field(cast, 3), by=cast.officer, at=now)

    assert by_topic == {problem.id}
    assert named(cast, "人才工作").problems == {problem.id}
    assert named(cast, topic.field.name).problems == frozenset()


def test_a_problem_is_sorted_on_its_own_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    [problem] = propose(cast, now, voices)
    address = reverse("research:problem", args=[problem.pk])
    client = client_of(cast.officer)
    before = client.get(address).content.decode()
    form = {"once": str(new_id()), "problem": problem.pk, "field": a_field(cast).id, "next": address}

    answer = client.post(unescape(re.findall(r'action="(/topics/compare/sort/[^"]*)"', before)[0]), form)

    assert answer["Location"] == address
    assert "还没归领域" in before
    assert "改归别的领域" in client.get(address).content.decode()
    assert "基层组织建设" in client.get(reverse("service:voice", args=[voices[0].pk])).content.decode()


def test_ticked_problems_of_the_desk_are_put_under_a_field_together(
    cast: Cast, client_of: ClientOf, now: datetime
) -> None:
    problems = propose(cast, now, *(hear_some(cast, 3, now, text=said) for said in ("路坏了", "水发黄")))
    client, back = client_of(cast.officer), reverse("research:desk") + "?sort=people"
    [address] = re.findall(r'formaction="(/topics/compare/sort/[^"]*)"', text_of(client, "research:desk"))
    ticked = [f"{problem.pk} {problem.version}" for problem in problems]
    form = {"once": str(new_id()), "problems": ticked, "field": a_field(cast).id, "next": back}

    answer = client.post(unescape(address), form)

    assert answer["Location"] == back
    assert named(cast, "基层组织建设").problems == {problem.id for problem in problems}
    assert 'formaction="/topics' not in text_of(client_of(cast.leader), "research:desk")


def test_a_leader_reads_it_and_sorts_nothing(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    [problem] = propose(cast, now, hear_some(cast, 3, now))
    sort_problems([problem], field=a_field(cast), by=cast.officer, at=now)
    client = client_of(cast.leader)

    page = client.get(reverse("research:problem", args=[problem.pk])).content.decode()

    assert "基层组织建设" in page
    assert "/topics/compare/sort/" not in page
    assert 'id="fields"' in text_of(client, "research:trends")


def test_whoever_has_no_desk_and_where_nothing_is_sorted_no_filter_is_offered(
    cast: Cast, client_of: ClientOf, now: datetime
) -> None:
    problems = propose(cast, now, hear_some(cast, 3, now))
    before = text_of(client_of(cast.officer), "service:voices")
    sort_problems(problems, field=a_field(cast), by=cast.officer, at=now)

    assert 'name="field"' not in before
    assert 'name="field"' in text_of(client_of(cast.officer), "service:voices")
    assert 'name="field"' not in text_of(client_of(cast.liaison), "service:voices")


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_questions_does_not_grow(
    cast: Cast, client_of: ClientOf, now: datetime, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    problems = propose(cast, now, *(hear_some(cast, 2, now, text=f"第{one}件事") for one in range(count)))
    sort_problems(problems, field=a_field(cast), by=cast.officer, at=now)
    client = client_of(cast.officer)
    client.get(reverse("research:trends"))

    with django_assert_max_num_queries(18):
        client.get(reverse("research:trends"))
    with django_assert_max_num_queries(15):
        client.get(reverse("service:voices"))
