"""The same problem elsewhere: what was finished, as far as sight allows."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from sanxin.kernel.roles import Role
from sanxin.ledger.actions.items import open_item
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.research.models import Problem, Stage
from tests.cast import Cast, person
from tests.research.builders import hear_some, propose
from tests.service.builders import an_item, struck_off

ClientOf = Callable[[Person], Client]


def test_what_was_finished_before_is_told_with_how(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now, text="村到镇的班车停运了，赶集走不了"))
    item = an_item(cast, title="村到镇的班车停运，赶集走不了")
    struck_off(cast, item)
    client, url = client_of(cast.officer), reverse("research:elsewhere", args=[problem.pk])

    page = client.get(url).content.decode()
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert item.code in page
    assert "班车通了" in page  # what the owner said when asking for the strike-off
    assert "<html" not in part
    assert item.code in part
    assert url in client.get(reverse("research:problem", args=[problem.pk])).content.decode()


def test_another_office_is_a_total_unless_one_may_open_the_item(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now, text="村到镇的班车停运了，赶集走不了"))
    there = person(cast.county, "lp070", "洪向东", Role.OFFICER, cast.transport)
    item = open_item(office=cast.transport, title="班车停运，赶集走不了", owner=there, by=there, at=now, working_days=5)
    struck_off(cast, Item.objects.get(pk=item.pk))
    url = reverse("research:elsewhere", args=[problem.pk])

    page = client_of(cast.leader).get(url).content.decode()

    assert "市交通运输局" in page
    assert "1 件" in page
    assert item.title not in page
    assert client_of(cast.stranger).get(url).status_code == 404


def test_a_leader_is_not_sent_where_only_the_desk_may_go(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    said = ("村到镇的班车停运了，赶集走不了", "村里的班车停运，赶集的老人走不了")
    (problem, other) = propose(cast, now, *(hear_some(cast, 3, now, text=text) for text in said))
    url, compare = reverse("research:elsewhere", args=[problem.pk]), f"?other={other.pk}"

    assert compare in client_of(cast.officer).get(url).content.decode()
    page = client_of(cast.leader).get(url).content.decode()
    assert other.code in page
    assert compare not in page


def test_problems_of_other_desks_are_counted_not_named(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    one, two = propose(cast, now, *_pairs(cast, now))
    there = propose_elsewhere(cast, now)

    page = client_of(cast.officer).get(reverse("research:elsewhere", args=[one.pk])).content.decode()

    assert two.code in page
    assert "相近的问题 1 个，已办结 0 个" in page
    assert there not in page


def _pairs(cast: Cast, now: datetime) -> list:  # type: ignore[type-arg]
    voices = hear_some(cast, 4, now)
    return [voices[:2], voices[2:]]


def propose_elsewhere(cast: Cast, now: datetime) -> str:
    problem = Problem.objects.create(
        county=cast.county, office=cast.transport, number=900, name="外单位的班车", stage=Stage.ACCEPTED, born_at=now,
        keywords=["班车", "赶集"],
    )  # fmt: skip
    return problem.name
